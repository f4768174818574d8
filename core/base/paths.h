// SPDX-License-Identifier: GPL-3.0-or-later
// Where the program keeps things of its own: the XDG Base Directory Specification on Linux and the
// other Unix systems, ~/Library on macOS, %LOCALAPPDATA% on Windows.
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace lookalike {

enum class UserFolder {
    Data,   ///< the catalog: must survive
    Cache,  ///< what can be computed again
    Config, ///< settings
    State,  ///< logs, journals
};

/// The folder's place; it need not exist. An empty path where the system names no home directory.
/// In portable mode all of them lie in portableFolder(); otherwise the data may lie where the user
/// chose.
[[nodiscard]] std::filesystem::path userFolder(UserFolder folder);

/// Where the data lies unless the user chose another folder.
[[nodiscard]] std::filesystem::path usualDataFolder();
/// The folder the user chose for the data; empty where it is the usual one, and in portable mode.
[[nodiscard]] std::filesystem::path chosenDataFolder();
/// Remembers the choice, for every program that starts from now on; an empty path goes back to the
/// usual folder. Whole or not at all. Looks at no folder: see core/library/data_folder.h.
[[nodiscard]] Result<> setChosenDataFolder(const std::filesystem::path& folder);

/// Creates a folder and what is missing above it, readable by its owner alone (0700). One that is
/// there is left as it is.
[[nodiscard]] Result<> makePrivateFolder(const std::filesystem::path& folder);

} // namespace lookalike
