// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <filesystem>
#include <map>
#include <vector>

namespace lookalike {

/// The library's folders as they are on disk now. What a catalog says is not enough to touch a
/// file: it may be damaged, or a folder in a path may have become a link to somewhere else.
class RealRoots {
public:
    explicit RealRoots(const std::vector<FolderRow>& folders);
    /// Whether the file lies in its folder. False also where this cannot be told.
    [[nodiscard]] bool holds(const FileRow& file) const;

private:
    std::map<FolderId, std::filesystem::path> m_roots;
};

} // namespace lookalike
