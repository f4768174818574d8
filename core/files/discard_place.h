// SPDX-License-Identifier: GPL-3.0-or-later
// Places where programs and systems keep deleted files, older versions and thumbnails. Files there
// are not photos of the library: scans skip them, and a copy there never justifies deleting another
// one.
#pragma once

#include "core/files/file_reader.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace lookalike {

/// Returns true if a folder is such a place, judging by its name and its parent's name. Trashes:
/// $Recycle.Bin, RECYCLER, .Trash-1000, .Trashes, .dtrash, @Recycle, #recycle, Trash/files and
/// similar hidden folders; versions and snapshots: .stversions, .snapshots, #snapshot, .zfs;
/// thumbnails: .thumbnails, @eaDir, .@__thumb. Ignores case.
[[nodiscard]] bool isDiscardFolder(std::string_view name, std::string_view parent);

/// Returns true if the name marks a file as deleted or incomplete: Android renames files in place
/// to .trashed-<time>-<name> and .pending-<time>-<name>, and this program copies a file under a
/// draftName() first.
[[nodiscard]] bool isDiscardedFile(std::string_view name);

/// Returns true if any part of a path matches these rules. `path` may be relative.
[[nodiscard]] bool isDiscarded(const std::filesystem::path& path);

/// Returns the identities of the user's own existing trash folders. Any thread.
[[nodiscard]] std::vector<FileIdentity> homeTrashes();

} // namespace lookalike
