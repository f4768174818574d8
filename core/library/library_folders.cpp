// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_folders.h"

#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/base/system_error.h"
#include "core/files/exclusions.h"
#include "core/files/volume_identity.h"

#include <algorithm>
#include <optional>

namespace lookalike {

LibraryFolders::LibraryFolders(const LibraryParts& parts, Engines& engines, LibraryWatch& watch)
    : m_parts(parts)
    , m_engines(engines)
    , m_watch(watch)
{}

Result<AddedFolder> LibraryFolders::add(const std::filesystem::path& folder)
{
    std::error_code error;
    const auto real = std::filesystem::canonical(folder, error);
    if (error)
        return fail(ErrorCode::NotFound, "Cannot find the folder (%1)"_msg(systemReason(error)),
                    folder);
    const auto volume = volumeIdentity(real);
    if (!volume)
        return fail(volume);
    AddedFolder result{{}, protectionReason(real)};
    auto written = m_parts.catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto added = writer.addFolder(real, *volume);
            if (!added)
                return fail(added);
            result.id = *added;
            return result.protection == ProtectionReason::None ? Result<>()
                                                               : writer.setProtected(real, true);
        },
        Durability::Decision);
    if (!written)
        return fail(written);
    m_parts.filters.catalogChanged();
    if (auto watched = m_watch.foldersChanged(); !watched)
        return fail(watched);
    return result;
}

Result<> LibraryFolders::remove(FolderId folder)
{
    auto removed = m_parts.catalog.write(
        [&](CatalogWriter& writer) { return writer.removeFolder(folder); }, Durability::Decision);
    m_parts.filters.catalogChanged();
    if (removed)
        removed = m_watch.foldersChanged();
    return removed ? m_engines.publishAll() : removed;
}

Result<> LibraryFolders::setExclusions(FolderId folder, const std::vector<std::string>& patterns)
{
    for (const std::string& pattern : patterns)
        if (auto checked = Exclusions::check(pattern); !checked)
            return checked;
    auto written = m_parts.catalog.write(
        [&](CatalogWriter& writer) { return writer.setExclusions(folder, patterns); },
        Durability::Decision);
    return written ? m_watch.foldersChanged() : written;
}

Result<std::vector<std::string>> LibraryFolders::exclude(FolderId root,
                                                         const std::filesystem::path& folder)
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto roots = (*reader)->folders();
    if (!roots)
        return fail(roots);
    const auto row = std::ranges::find(*roots, root, &FolderRow::id);
    const std::string path = pathToBytes(folder);
    const auto below = row == roots->end() ? std::nullopt : pathBelow(pathToBytes(row->path), path);
    if (!below)
        return fail(ErrorCode::InvalidArgument, "This folder is not in a folder of the library"_msg,
                    folder);
    std::vector<std::string> patterns = row->exclusions;
    patterns.push_back(Exclusions::patternOf(*below));
    if (auto stored = setExclusions(root, patterns); !stored)
        return fail(stored);
    return row->exclusions;
}

Result<std::vector<SubfolderRow>>
LibraryFolders::subfolders(FolderId root, const std::filesystem::path& folder) const
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    return (*reader)->subfolders(root, folder);
}

} // namespace lookalike
