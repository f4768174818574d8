// SPDX-License-Identifier: GPL-3.0-or-later
// Handing files to the desktop. Nothing goes through a shell.
#pragma once

#include <filesystem>

namespace lookalike {

/// Whether a file is a picture by its content, and by its name and the name of what it links to.
/// Desktops choose the program by the name alone: a photo that is called photo.html is a web page
/// to them, and may be one. Reads the file's beginning; any thread.
[[nodiscard]] bool isPictureFile(const std::filesystem::path& path);

enum class OpenOutcome {
    Opened,
    Missing,     ///< there is no such file
    NoProgram,   ///< the desktop has none for it
    NotAPicture, ///< isPictureFile() says so; nothing was opened
};

/// Opens a photo in the program that the desktop has for it: the only place that hands a file to
/// other programs. GUI thread.
[[nodiscard]] OpenOutcome openFile(const std::filesystem::path& path);

/// Shows a file selected in its folder: org.freedesktop.FileManager1 on Linux, Explorer, Finder;
/// where that fails, opens the folder. GUI thread; does not wait.
void showInFileManager(const std::filesystem::path& path);

} // namespace lookalike
