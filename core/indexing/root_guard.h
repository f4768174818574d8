// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <map>
#include <mutex>
#include <vector>

namespace lookalike {

/// Detects that a root disappears while its files are being read, for example because a drive was
/// unplugged, so that its photos are not treated as damaged. Thread-safe.
class RootGuard {
public:
    /// `online` holds the scanned roots with the volumes they were found on.
    explicit RootGuard(const std::vector<FolderRow>& online);

    /// Returns true if checkLost() has found the root lost. Does not access the disk.
    [[nodiscard]] bool isLost(FolderId folder) const;
    /// Checks the root on disk after one of its files could not be read.
    [[nodiscard]] bool checkLost(FolderId folder);
    [[nodiscard]] std::vector<FolderRow> lost() const;

private:
    struct Root {
        FolderRow row;
        bool lost = false;
    };
    mutable std::mutex m_mutex;
    std::map<FolderId, Root> m_roots;
};

} // namespace lookalike
