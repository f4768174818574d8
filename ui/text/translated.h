// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <QString>

namespace lookalike {

/// What core says, in the window's language; text of others inside stays as it is. Safe to show,
/// by the rule of displayText(). Any thread.
[[nodiscard]] QString translated(const Message& message);

} // namespace lookalike
