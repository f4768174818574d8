// SPDX-License-Identifier: GPL-3.0-or-later
// Portable mode: everything the program writes lies beside it, on a memory stick, say.
#pragma once

#include <filesystem>

namespace lookalike {

/// The folder "data" beside the program where it is portable, empty otherwise. It is where a folder
/// "data" or a file "portable" lies beside the program, or startPortable() was called. Beside means
/// beside what the user starts: the AppImage, the application bundle. Decides at the first call.
[[nodiscard]] std::filesystem::path portableFolder();

/// Portable without a sign beside the program, as the command line asks for. Before anything else.
void startPortable();

} // namespace lookalike
