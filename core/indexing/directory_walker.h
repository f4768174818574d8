// SPDX-License-Identifier: GPL-3.0-or-later
// Walks a tree as the file system has it: names are bytes, symbolic links are never followed, and
// what cannot be listed is reported apart from what is not there.
#pragma once

#include "core/base/result.h"
#include "core/files/file_reader.h"

#include <filesystem>
#include <stop_token>

namespace lookalike {

/// Receives what a walk meets, on the walking thread.
class TreeVisitor {
public:
    virtual ~TreeVisitor() = default;
    /// A regular file. Hard links to one file come once a name.
    virtual void file(std::filesystem::path path, const FileStamp& stamp) = 0;
    /// A directory (or an entry) that could not be looked at; nothing is known of what is below.
    virtual void unknown(Error error) = 0;
    /// A folder or file that holds no photo of the library, by the rules of discard_place.h.
    virtual void leftOut([[maybe_unused]] std::filesystem::path path) {}
};

/// A tree deeper than this is not followed: the rest is reported as unknown.
inline constexpr int kMaxTreeDepth = 128;

/// Visits every regular file below `root`, in byte order of the names within each directory. Each
/// directory is visited once, whatever loops of bind mounts there are; symbolic links, FIFOs,
/// sockets and devices are left out without being opened. Left out as well is what
/// other programs deleted or keep for themselves (core/files/discard_place.h); other hidden folders
/// are not. Fails where the root cannot be listed, and with Cancelled.
[[nodiscard]] Result<> walkTree(const std::filesystem::path& root, TreeVisitor& visitor,
                                const std::stop_token& stop);

} // namespace lookalike
