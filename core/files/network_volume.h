// SPDX-License-Identifier: GPL-3.0-or-later
// Telling network file systems from local ones. SQLite's WAL mode needs memory shared between all
// who have the file open, which no network file system gives (https://www.sqlite.org/wal.html): a
// catalog there would be damaged. And a trash on one is not what the user's desktop shows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// The name of the network file system that `folder` (which exists) lies on, or nothing where it
/// is local or cannot be told.
[[nodiscard]] std::optional<std::string> networkFileSystem(const std::filesystem::path& folder);

/// The rule for Linux: `magic` is statfs(2)'s f_type, `type` the file system's name in
/// /proc/self/mountinfo ("fuse.sshfs"), asked only of FUSE.
[[nodiscard]] std::optional<std::string> networkFileSystemByType(std::uint64_t magic,
                                                                 std::string_view type);

} // namespace lookalike
