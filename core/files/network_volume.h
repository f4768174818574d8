// SPDX-License-Identifier: GPL-3.0-or-later
// Distinguishes network file systems from local ones. SQLite's WAL mode needs memory shared by all
// processes that have the file open, which no network file system provides
// (https://www.sqlite.org/wal.html): a catalog there would be damaged. A trash on a network volume
// is also not the one that the user's desktop shows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// Returns the name of the network file system of `folder`, which must exist; nothing if it is
/// local or unknown.
[[nodiscard]] std::optional<std::string> networkFileSystem(const std::filesystem::path& folder);

/// The rule for Linux. `magic` is f_type of statfs(2); `type` is the file system's name in
/// /proc/self/mountinfo ("fuse.sshfs"), used only for FUSE.
[[nodiscard]] std::optional<std::string> networkFileSystemByType(std::uint64_t magic,
                                                                 std::string_view type);

} // namespace lookalike
