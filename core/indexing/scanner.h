// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a root on disk with its rows in the catalog. Reads no file contents and writes nothing.
#pragma once

#include "core/catalog/rows.h"
#include "core/indexing/directory_walker.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

using KnownFiles = std::map<std::filesystem::path, FileRow>;

/// The result of scanning one root. Files in none of the lists are unchanged.
struct ScanResult {
    /// False if the root cannot be listed or another volume is mounted in its place. Its rows must
    /// then stay as they are, the other fields are meaningless, and `problems` gives the reason.
    bool online = true;
    std::uint64_t device = 0;  ///< volumeIdentity() of the root
    std::uint64_t found = 0;   ///< regular files
    std::vector<FileRow> read; ///< new, changed or to be retried: state Pending
    /// Unchanged files that were Missing or whose volume was renumbered. Their rows are to be
    /// stored without reading the file.
    std::vector<FileRow> kept;
    std::uint64_t reappeared = 0;  ///< those of `read` and `kept` that were Missing
    std::vector<FileId> gone;      ///< not found in a folder that was listed without errors
    std::vector<FileId> discarded; ///< in a place that discard_place.h or the user excludes
    std::vector<Error> problems;   ///< what could not be examined; nothing is inferred about it
};

using FileFilter = std::function<bool(const std::filesystem::path&, const FileIdentity&)>;

struct ScanOptions {
    /// Selects files to ignore: those of the catalog.
    FileFilter ignore = [](const std::filesystem::path&, const FileIdentity&) { return false; };
    /// Selects files that are still being written. Nothing is inferred about them.
    std::function<bool(const std::filesystem::path&)> isUnfinished =
        [](const std::filesystem::path&) { return false; };
    /// Seconds since 1970 now; stored with the stamps that are taken.
    std::optional<std::int64_t> startedAt;
    /// Called for each regular file found.
    std::function<void(const std::filesystem::path&)> onFile = [](const std::filesystem::path&) {};
};

/// Scans a root against `known`, its rows in the catalog. A stamp taken within two seconds of a
/// change is not trusted, because the file may have changed again within the clock's resolution;
/// such a file is read once more. If the catalog knows files in a root that is empty, or that is on
/// another volume and holds none of them, the root counts as a missing mount. Fails with Cancelled
/// only.
[[nodiscard]] Result<ScanResult> scanFolder(const FolderRow& folder, const KnownFiles& known,
                                            const ScanOptions& options,
                                            const std::stop_token& stop);

/// A folder in a root that is scanned on its own.
struct ScanPart {
    std::filesystem::path folder; ///< may be gone
    bool withFoldersBelow = false;
};

/// Scans only these parts of a root against `known`, the rows of what is in them. Returns nothing
/// if they cannot show whether the root is still there, because it cannot be reached or is on
/// another volume than before; then scanFolder() can. Fails with Cancelled only.
[[nodiscard]] Result<std::optional<ScanResult>>
scanParts(const FolderRow& folder, std::span<const ScanPart> parts, const KnownFiles& known,
          const ScanOptions& options, const std::stop_token& stop);

} // namespace lookalike
