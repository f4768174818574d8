// SPDX-License-Identifier: GPL-3.0-or-later
// Where programs and systems keep what the user deleted, older versions and thumbnails. Nothing in
// there is a photo of the library: no scan finds it, and no copy in there lets another one go.
#pragma once

#include "core/files/file_reader.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace lookalike {

/// Whether a folder is such a place, by its name and that of the folder around it. Trashes:
/// $Recycle.Bin, RECYCLER, .Trash-1000, .Trashes, .dtrash, @Recycle, #recycle, Trash/files and
/// hidden folders named like them; versions and snapshots: .stversions, .snapshots, #snapshot,
/// .zfs; thumbnails: .thumbnails, @eaDir, .@__thumb. Upper and lower case are the same.
[[nodiscard]] bool isDiscardFolder(std::string_view name, std::string_view parent);

/// Whether a file is deleted or half written by its name: Android renames it to
/// .trashed-<time>-<name> and .pending-<time>-<name> where it lies.
[[nodiscard]] bool isDiscardedFile(std::string_view name);

/// Whether any part of a file's path says so. `path` may be relative.
[[nodiscard]] bool isDiscarded(const std::filesystem::path& path);

/// The user's own trashes that are there, whatever paths lead to them. Any thread.
[[nodiscard]] std::vector<FileIdentity> homeTrashes();

} // namespace lookalike
