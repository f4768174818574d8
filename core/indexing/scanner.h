// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a root on disk with what the catalog remembers of it. Reads no file and writes nothing.
#pragma once

#include "core/catalog/rows.h"
#include "core/indexing/directory_walker.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <vector>

namespace lookalike {

using KnownFiles = std::map<std::filesystem::path, FileRow>;

/// What a scan found of one root. Everything that is in none of the lists is as it was.
struct ScanResult {
    /// False: the root cannot be listed, or something else is mounted in its place. Its rows are
    /// frozen, nothing else in here means anything, and `problems` says why.
    bool online = true;
    std::uint64_t device = 0;  ///< volumeIdentity() of the root
    std::uint64_t found = 0;   ///< regular files
    std::vector<FileRow> read; ///< new, changed or to be tried again: state Pending
    std::vector<FileRow> kept; ///< unchanged, but Missing before or on a renumbered volume: rows
                               ///< to be stored as they are here, without reading the file
    std::vector<FileId> gone;  ///< not in a folder that was listed without error
    std::vector<FileId> discarded; ///< in a place that holds no photos: core/files/discard_place.h
    std::vector<Error> problems;   ///< what could not be looked at; nothing is inferred about it
};

using FileFilter = std::function<bool(const std::filesystem::path&, const FileIdentity&)>;

struct ScanOptions {
    /// Files to leave alone: the catalog's own.
    FileFilter ignore = [](const std::filesystem::path&, const FileIdentity&) { return false; };
    /// Called for each regular file that is found.
    std::function<void(const std::filesystem::path&)> onFile = [](const std::filesystem::path&) {};
};

/// Scans a root against `known`, the rows that the catalog has of it. A stamp that was taken
/// within two seconds of a change is not trusted (the file may have changed again within the
/// clock's resolution), so such a file is read once more. A root that is empty, or that lies on
/// another volume and holds none of the known files, is taken for a missing mount as long as the
/// catalog knows files in it. Fails with Cancelled only.
[[nodiscard]] Result<ScanResult> scanFolder(const FolderRow& folder, const KnownFiles& known,
                                            const ScanOptions& options,
                                            const std::stop_token& stop);

} // namespace lookalike
