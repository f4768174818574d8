// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own folders: the XDG Base Directory Specification on Linux and other Unix systems,
// ~/Library on macOS, %LOCALAPPDATA% on Windows.
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace lookalike {

enum class UserFolder {
    Data,   ///< the catalog; must not be lost
    Cache,  ///< data that can be recomputed
    Config, ///< settings
    State,  ///< logs, journals
};

/// Returns the path of a folder, which may not exist yet; empty if the system has no home
/// directory. In portable mode all of them are in portableFolder(). Otherwise the data folder may
/// be one that the user chose.
[[nodiscard]] std::filesystem::path userFolder(UserFolder folder);

/// Returns the default data folder.
[[nodiscard]] std::filesystem::path usualDataFolder();
/// Returns the data folder that the user chose; empty for the default one and in portable mode.
[[nodiscard]] std::filesystem::path chosenDataFolder();
/// Stores the choice for all programs started from now on; an empty path restores the default.
/// Atomic. Does not check the folder: see core/library/data_folder.h.
[[nodiscard]] Result<> setChosenDataFolder(const std::filesystem::path& folder);

/// Creates a folder and its missing parents, accessible only by the owner (0700). Does not change
/// an existing folder.
[[nodiscard]] Result<> makePrivateFolder(const std::filesystem::path& folder);

} // namespace lookalike
