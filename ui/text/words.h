// SPDX-License-Identifier: GPL-3.0-or-later
// For the units of ui/text alone.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <string>

namespace lookalike::text {

/// The context under which translators find the words of this folder.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(lookalike::Words)
};

/// Text from a file in one line, with what could mislead made visible.
[[nodiscard]] QString safe(std::string text);

} // namespace lookalike::text
