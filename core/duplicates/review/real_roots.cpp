// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/real_roots.h"

#include "core/base/path_within.h"

#include <system_error>

namespace lookalike {

RealRoots::RealRoots(const std::vector<FolderRow>& folders)
{
    for (const FolderRow& folder : folders) {
        std::error_code error;
        auto real = std::filesystem::canonical(folder.path, error);
        if (!error)
            m_roots.emplace(folder.id, std::move(real));
    }
}

bool RealRoots::holds(const FileRow& file) const
{
    const auto root = m_roots.find(file.folder);
    std::error_code error;
    const auto folder = std::filesystem::canonical(file.path.parent_path(), error);
    return !error && root != m_roots.end() && isPathWithin(root->second, folder);
}

} // namespace lookalike
