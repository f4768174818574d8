// SPDX-License-Identifier: GPL-3.0-or-later
// Portable mode: the program keeps all its files beside itself, for example on a USB stick.
#pragma once

#include <filesystem>

namespace lookalike {

/// Returns the folder "data" beside the program in portable mode, otherwise an empty path. Portable
/// mode is on if a folder "data" or a file "portable" is beside the program, or after
/// startPortable(). "Beside" refers to what the user starts: the AppImage or the application
/// bundle. The first call decides.
[[nodiscard]] std::filesystem::path portableFolder();

/// Turns portable mode on, as requested on the command line. Call it before everything else.
void startPortable();

} // namespace lookalike
