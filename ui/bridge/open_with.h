// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a photo in a program that the user chooses.
#pragma once

#include <QString>
#include <QStringList>
#include <filesystem>
#include <vector>

namespace lookalike {

/// A program that can open a file.
struct OpeningProgram {
    QString id;   ///< "org.gnome.gThumb.desktop"; the system's own name elsewhere
    QString name; ///< in the user's language
    QString icon; ///< for QIcon::fromTheme(); may be empty
    /// The command line with the field codes of the Desktop Entry Specification; empty elsewhere.
    QStringList command;
};

/// The programs that the desktop has for the file's type, the usual one first: by the Association
/// between MIME types and applications specification of freedesktop.org. Empty on Windows, which
/// asks by itself. Reads some small files; any thread.
[[nodiscard]] std::vector<OpeningProgram> programsFor(const std::filesystem::path& file);

/// Opens the photo in the program, without a shell. False where that failed, and for a file that is
/// no picture by isPictureFile(). GUI thread.
[[nodiscard]] bool openWith(const OpeningProgram& program, const std::filesystem::path& file);

/// Whether chooseProgram() does anything.
[[nodiscard]] bool canChooseProgram();
/// Lets the system ask for a program: its own dialog on Windows. GUI thread.
void chooseProgram(const std::filesystem::path& file);

} // namespace lookalike
