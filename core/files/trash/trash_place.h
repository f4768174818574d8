// SPDX-License-Identifier: GPL-3.0-or-later
// Which trash a file belongs into: one on its own device, or none.
#pragma once

#include "core/base/result.h"
#include "core/files/trash/trash_system.h"

#include <cstdint>
#include <string>

namespace lookalike {

/// A trash that exists and can be renamed into. Where the system's trash has no info files
/// (macOS), `info` is not open.
struct TrashPlace {
    OpenNode files;
    OpenNode info;
    std::string filesPath; ///< absolute
    std::string topFolder; ///< of the volume; empty for the home trash, which says whole paths
};

/// Whether what is missing is made: folders for their owner alone.
enum class MissingTrash : std::uint8_t { Make, Leave };

/// The trash for files of an open folder: the home trash on the same device, else the volume's
/// shared one ($top/.Trash/$uid, if it is safe), else $top/.Trash-$uid. Fails with Unsupported
/// where there is none (network, no device of its own), and with what the system said otherwise.
/// With `Leave`, a trash that could be made is a place whose folders are not open.
[[nodiscard]] Result<TrashPlace> findTrash(TrashSystem& system, const OpenNode& folder,
                                           const std::filesystem::path& path, MissingTrash missing);

/// The user's own trash, which need not exist; empty where there is no place for one.
[[nodiscard]] std::string homeTrashPath(TrashSystem& system);

} // namespace lookalike
