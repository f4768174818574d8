// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <set>

namespace lookalike {

/// Where something may have changed: what the scan of these places finds is the truth. A value.
struct ChangedFolders {
    std::set<std::filesystem::path> trees;   ///< all below, whether or not they still exist
    std::set<std::filesystem::path> folders; ///< their own files alone
    /// Files in these places that are still being written: nothing is known about them yet.
    std::set<std::filesystem::path> unfinished;

    [[nodiscard]] bool isEmpty() const noexcept { return trees.empty() && folders.empty(); }
    /// Adds what `later` says. It alone knows which files are unfinished now.
    void add(ChangedFolders later);
    /// Drops places that lie in another one.
    void simplify();
};

} // namespace lookalike
