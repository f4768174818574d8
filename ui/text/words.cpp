// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/words.h"

#include "core/base/display_text.h"

#include <algorithm>
#include <string_view>

namespace lookalike::text {

QString safe(std::string text)
{
    std::ranges::replace(text, '\n', ' ');
    return QString::fromStdString(lookalike::displayText(std::string_view(text)));
}

} // namespace lookalike::text
