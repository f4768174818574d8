// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/root_guard.h"

#include "core/files/volume_identity.h"

namespace lookalike {

RootGuard::RootGuard(const std::vector<FolderRow>& online)
{
    for (const FolderRow& row : online)
        m_roots.emplace(row.id, Root{row, false});
}

bool RootGuard::isLost(FolderId folder) const
{
    const std::lock_guard lock(m_mutex);
    const auto root = m_roots.find(folder);
    return root != m_roots.end() && root->second.lost;
}

bool RootGuard::checkLost(FolderId folder)
{
    const std::lock_guard lock(m_mutex);
    const auto root = m_roots.find(folder);
    if (root == m_roots.end())
        return false;
    const auto volume = volumeIdentity(root->second.row.path);
    if (!volume || *volume != root->second.row.device)
        root->second.lost = true;
    return root->second.lost;
}

std::vector<FolderRow> RootGuard::lost() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<FolderRow> rows;
    for (const auto& [id, root] : m_roots)
        if (root.lost)
            rows.push_back(root.row);
    return rows;
}

} // namespace lookalike
