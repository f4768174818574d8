// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <map>
#include <mutex>
#include <vector>

namespace lookalike {

/// Notices that a root goes away while its files are read (a drive is pulled out), so that
/// thousands of photos are not taken for damaged ones. Thread-safe.
class RootGuard {
public:
    /// `online` are the roots as scanned, with the volume they were found on.
    explicit RootGuard(const std::vector<FolderRow>& online);

    /// Whether the root was found to be gone before; asks nobody.
    [[nodiscard]] bool isLost(FolderId folder) const;
    /// Looks at the root after one of its files could not be read.
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
