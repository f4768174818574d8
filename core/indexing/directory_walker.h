// SPDX-License-Identifier: GPL-3.0-or-later
// Walks a directory tree. Names are bytes, symbolic links are never followed, and entries that
// cannot be listed are reported separately from entries that do not exist.
#pragma once

#include "core/base/result.h"
#include "core/files/file_reader.h"

#include <filesystem>
#include <stop_token>

namespace lookalike {

/// Receives the results of a walk, on the walking thread.
class TreeVisitor {
public:
    virtual ~TreeVisitor() = default;
    /// A regular file. A file with several hard links is reported once per name.
    virtual void file(std::filesystem::path path, const FileStamp& stamp) = 0;
    /// A directory or entry that could not be examined. Nothing is known about what is below it.
    virtual void unknown(Error error) = 0;
    /// A folder or file that the rules of discard_place.h, or excludes(), keep from the library.
    virtual void leftOut([[maybe_unused]] std::filesystem::path path) {}
    /// Returns true for a folder, or a file, that is to be left out like these.
    [[nodiscard]] virtual bool excludes([[maybe_unused]] const std::filesystem::path& path,
                                        [[maybe_unused]] bool isFolder)
    {
        return false;
    }
};

/// Levels deeper than this are not visited but reported as unknown.
inline constexpr int kMaxTreeDepth = 128;

/// Visits every regular file below `root`, in byte order of the names within each directory. Visits
/// each directory once, even if bind mounts form loops. Skips symbolic links, FIFOs, sockets and
/// devices without opening them, and what other programs deleted or keep for their own use
/// (core/files/discard_place.h); other hidden folders are visited. Fails if the root cannot be
/// listed, and with Cancelled.
[[nodiscard]] Result<> walkTree(const std::filesystem::path& root, TreeVisitor& visitor,
                                const std::stop_token& stop);

/// Visits what walkTree() finds in one folder below `root`, or with `withFoldersBelow` everything
/// below it. Finds nothing if the folder does not exist, or is in a place that walkTree() skips.
/// Fails if it, or a folder on the way, cannot be listed, and with Cancelled.
[[nodiscard]] Result<> walkPart(const std::filesystem::path& root,
                                const std::filesystem::path& folder, bool withFoldersBelow,
                                TreeVisitor& visitor, const std::stop_token& stop);

} // namespace lookalike
