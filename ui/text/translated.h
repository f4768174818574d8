// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string_view>

namespace lookalike {

/// What core says in English, in the window's language: messages of errors, also those that the
/// catalog keeps, what stands between pictures and the program, what models are good at. Names and
/// numbers inside stay; what has no translation is shown as it is. Made safe to show. Any thread.
[[nodiscard]] QString translated(std::string_view english);

/// The sentences of core that are translated, with %1 and so on where it puts names and numbers.
[[nodiscard]] QStringList knownMessages();

} // namespace lookalike
