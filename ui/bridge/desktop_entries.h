// SPDX-License-Identifier: GPL-3.0-or-later
// Which programs a freedesktop.org desktop has for a MIME type: pure functions of files, so that
// tests can write them.
#pragma once

#include "ui/bridge/open_with.h"

#include <QStringList>
#include <optional>

namespace lookalike::desktop {

/// Folders in falling precedence.
struct Places {
    QStringList config;       ///< with "mimeapps.list": $XDG_CONFIG_HOME, $XDG_CONFIG_DIRS
    QStringList applications; ///< with ".desktop" files: $XDG_DATA_HOME/applications, ...
    QStringList desktops;     ///< $XDG_CURRENT_DESKTOP in lower case: "gnome-mimeapps.list"
};
[[nodiscard]] Places systemPlaces();

/// Programs for the first type that has any, and then those for the others: a type and what it is a
/// kind of. Each program once, the default first.
[[nodiscard]] std::vector<OpeningProgram> programs(const QStringList& types, const Places& places);

/// The text of a ".desktop" file as a program; nothing where it is none that opens files, or is
/// hidden.
[[nodiscard]] std::optional<OpeningProgram> program(const QString& id, const QString& text);

/// An Exec line in its parts, the quoting undone.
[[nodiscard]] QStringList splitExec(const QString& line);
/// The command for one file. Field codes become arguments of their own.
[[nodiscard]] QStringList commandFor(const OpeningProgram& program, const QString& file,
                                     const QString& uri);

} // namespace lookalike::desktop
