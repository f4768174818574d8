// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileInfo>
#include <QtGlobal>

namespace lookalike {

/// Whether a D-Bus session bus can be there. Without this question libdbus would start one of its
/// own, which takes long and is of no use to anybody.
[[nodiscard]] inline bool hasSessionBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !folder.isEmpty() && QFileInfo::exists(folder + QStringLiteral("/bus"));
}

} // namespace lookalike
