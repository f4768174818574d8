// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/preview_photo.h"

namespace lookalike {

std::optional<int> rowAfter(PreviewMove move, int row, int count)
{
    const int next = move == PreviewMove::First      ? 0
                     : move == PreviewMove::Previous ? row - 1
                     : move == PreviewMove::Next     ? row + 1
                                                     : count - 1;
    return next >= 0 && next < count ? std::optional(next) : std::nullopt;
}

} // namespace lookalike
