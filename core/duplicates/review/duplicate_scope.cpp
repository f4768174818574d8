// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_scope.h"

#include "core/base/path_bytes.h"
#include "core/base/path_within.h"

#include <algorithm>
#include <string>

namespace lookalike {

namespace {

std::vector<std::string> folderNames(std::span<const std::filesystem::path> folders)
{
    std::vector<std::string> names;
    for (const auto& folder : folders)
        names.emplace_back(trimSeparators(pathToBytes(folder)));
    return names;
}

bool isBelowOne(const std::vector<std::string>& folders, const std::string& file)
{
    return std::ranges::any_of(
        folders, [&](const std::string& folder) { return pathBelow(folder, file).has_value(); });
}

} // namespace

ScopeFiles::ScopeFiles(const DuplicateScope& scope,
                       std::span<const std::filesystem::path> protectedFolders)
    : m_folders(folderNames(scope.folders))
    , m_referenceFolders(folderNames(scope.referenceFolders))
    , m_protected(folderNames(protectedFolders))
{}

FileSide ScopeFiles::sideOf(const std::filesystem::path& file) const
{
    const std::string name = pathToBytes(file);
    if (isBelowOne(m_referenceFolders, name))
        return FileSide::Reference;
    return m_folders.empty() || isBelowOne(m_folders, name) ? FileSide::Inside : FileSide::Outside;
}

bool ScopeFiles::isProtected(const std::filesystem::path& file) const
{
    return isBelowOne(m_protected, pathToBytes(file));
}

} // namespace lookalike
