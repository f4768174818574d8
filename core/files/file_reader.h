// SPDX-License-Identifier: GPL-3.0-or-later
// Reading originals: never written, never mapped into memory, checked for change while read.
#pragma once

#include "core/base/result.h"
#include "core/files/content_hash.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace lookalike {

/// What a file is to the file system, whatever its names: (device, inode), or volume serial number
/// and file id on Windows.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t file = 0;
    auto operator<=>(const FileIdentity&) const noexcept = default;
};

/// One moment of a file. Times are nanoseconds since 1970 and are compared for inequality only.
struct FileStamp {
    FileIdentity identity;
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0;
    std::int64_t changedNs = 0; ///< ctime; 0 where the platform has none
    auto operator<=>(const FileStamp&) const noexcept = default;
};

struct FileContents {
    std::vector<std::uint8_t> bytes;
    FileStamp stamp;
};

/// Identity of a directory; symbolic links are followed. Fails with NotFound, PermissionDenied,
/// InvalidArgument (not a directory) or IoError.
[[nodiscard]] Result<FileIdentity> directoryIdentity(const std::filesystem::path& path);

/// Stamp of a regular file; symbolic links are not followed. Fails with NotFound,
/// PermissionDenied, Unsupported (not a regular file) or IoError.
[[nodiscard]] Result<FileStamp> statFile(const std::filesystem::path& path);

/// Reads a whole regular file without ever blocking on a FIFO or a device. A file of the program's
/// own (OwnFiles) is not opened: PermissionDenied. Fails as statFile() does, with TooLarge over
/// `maxBytes` (before anything is allocated), with Changed where size, times or identity differ
/// before and after, and with OutOfMemory. Any thread.
[[nodiscard]] Result<FileContents> readFile(const std::filesystem::path& path,
                                            std::uint64_t maxBytes);

/// The first `count` bytes of a regular file, all of a shorter one, by the same rules: enough to
/// tell a picture from a film of many gigabytes.
[[nodiscard]] Result<FileContents> readFileHead(const std::filesystem::path& path,
                                                std::size_t count);

} // namespace lookalike
