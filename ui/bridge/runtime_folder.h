// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace lookalike {

/// A folder for sockets that only the user can enter: $XDG_RUNTIME_DIR, or else one of the
/// program's own, which is made where it is missing. Empty where each of them belongs to somebody
/// else, is open to others, or has a path too long for a socket. POSIX systems.
[[nodiscard]] QString runtimeFolder();

/// Whether the process at the other end of a connected local socket belongs to this user.
[[nodiscard]] bool isPeerThisUser(qintptr socket);

} // namespace lookalike
