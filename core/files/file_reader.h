// SPDX-License-Identifier: GPL-3.0-or-later
// Reads original files. Originals are never written or memory-mapped, and changes while reading are
// detected.
#pragma once

#include "core/base/result.h"
#include "core/files/content_hash.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace lookalike {

/// Identifies a file independently of its names: (device, inode), or volume serial number and file
/// id on Windows.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t file = 0;
    auto operator<=>(const FileIdentity&) const noexcept = default;
};

/// The state of a file at one moment. Times are in nanoseconds since 1970 and are only compared for
/// equality.
struct FileStamp {
    FileIdentity identity;
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0;
    std::int64_t changedNs = 0; ///< ctime; 0 if the platform has none
    auto operator<=>(const FileStamp&) const noexcept = default;
};

struct FileContents {
    std::vector<std::uint8_t> bytes;
    FileStamp stamp;
};

/// Returns the identity of a directory; follows symbolic links. Fails with NotFound,
/// PermissionDenied, InvalidArgument (not a directory) or IoError.
[[nodiscard]] Result<FileIdentity> directoryIdentity(const std::filesystem::path& path);

/// Returns the stamp of a regular file; does not follow symbolic links. Fails with NotFound,
/// PermissionDenied, Unsupported (not a regular file) or IoError.
[[nodiscard]] Result<FileStamp> statFile(const std::filesystem::path& path);

/// Reads a whole regular file. Never blocks on a FIFO or a device. Fails with PermissionDenied,
/// without opening it, for a file of the program itself (OwnFiles). Fails as statFile() does, with
/// TooLarge above `maxBytes` (before anything is allocated), with Changed if size, times or
/// identity change while reading, and with OutOfMemory. Any thread.
[[nodiscard]] Result<FileContents> readFile(const std::filesystem::path& path,
                                            std::uint64_t maxBytes);

/// Reads the first `count` bytes of a regular file, or all of a shorter one, by the same rules.
/// This is enough to tell a picture from a large video.
[[nodiscard]] Result<FileContents> readFileHead(const std::filesystem::path& path,
                                                std::size_t count);

} // namespace lookalike
