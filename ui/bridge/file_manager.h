// SPDX-License-Identifier: GPL-3.0-or-later
// Handing files to the desktop. Nothing goes through a shell.
#pragma once

#include <filesystem>

namespace lookalike {

/// Opens a photo in the program that the desktop has for it. False where there is none.
bool openFile(const std::filesystem::path& path);

/// Shows a file selected in its folder: org.freedesktop.FileManager1 on Linux, Explorer, Finder;
/// where that fails, opens the folder. GUI thread; does not wait.
void showInFileManager(const std::filesystem::path& path);

} // namespace lookalike
