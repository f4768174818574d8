// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/changed_folders.h"

#include "core/base/path_within.h"

#include <iterator>
#include <utility>

namespace lookalike {

namespace {

/// Paths are ordered part by part, so whatever lies between a tree and a path in it lies in the
/// tree, too. If none of `trees` lies in another, only the last one before the path can hold it.
bool isCovered(const std::set<std::filesystem::path>& trees, const std::filesystem::path& path)
{
    const auto after = trees.upper_bound(path);
    return after != trees.begin() && isPathWithin(*std::prev(after), path);
}

} // namespace

void ChangedFolders::add(ChangedFolders later)
{
    trees.merge(later.trees);
    folders.merge(later.folders);
    unfinished = std::move(later.unfinished);
    simplify();
}

void ChangedFolders::simplify()
{
    std::set<std::filesystem::path> tops;
    for (const std::filesystem::path& tree : trees)
        if (!isCovered(tops, tree))
            tops.insert(tops.end(), tree);
    trees = std::move(tops);
    std::erase_if(folders,
                  [this](const std::filesystem::path& folder) { return isCovered(trees, folder); });
}

} // namespace lookalike
