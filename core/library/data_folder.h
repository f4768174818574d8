// SPDX-License-Identifier: GPL-3.0-or-later
// The folder with everything that must survive: the catalog with its backups, indexes and the
// trash's journal, and the models that were added. The user may have it elsewhere. Nothing here
// may run while a library is open; any thread.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace lookalike {

/// Where a chosen data folder stands.
enum class DataPlace {
    Empty,      ///< nothing of ours in it, or it does not exist yet
    HasCatalog, ///< a catalog lies there
    Unfinished, ///< moveData() was interrupted there
};

/// Whether the data may lie in `folder`, and what is there. Refuses what cannot be written to, a
/// network file system (Conflict) and anything that is no folder. Leaves no trace.
[[nodiscard]] Result<DataPlace> checkDataPlace(const std::filesystem::path& folder);

/// Keeps the data in `folder` from the next start of a library on; empty: in the usual place.
/// What lies in the folder before stays there.
[[nodiscard]] Result<> useDataFolder(const std::filesystem::path& folder);

/// Copies everything to `folder`, compares the copies, brings them to the disk, makes that the data
/// folder and only then removes what was copied. After an error, a kill or a power cut one of the
/// two places is complete and in use.
/// Conflict where another program has the catalog open or a catalog lies there. `onBytes` gets how
/// much of how much is done.
[[nodiscard]] Result<> moveData(const std::filesystem::path& folder,
                                const std::function<void(std::uint64_t, std::uint64_t)>& onBytes,
                                const std::stop_token& stop);

/// Called before the catalog in the data folder is opened. NotFound where a chosen folder is
/// missing, as on a disk that is not attached: no new catalog may be created in its place.
[[nodiscard]] Result<> checkChosenDataFolder();

} // namespace lookalike
