// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/folder_queries.h"

#include "core/base/natural_order.h"
#include "core/base/path_bytes.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <utility>

namespace lookalike::queries {

namespace {

const std::string kFolders =
    std::string("SELECT ") + kFolderColumns + " FROM folders ORDER BY path";
constexpr std::string_view kExclusions =
    "SELECT folder_id, pattern FROM exclusions ORDER BY folder_id, pattern";
constexpr std::string_view kCounts = "SELECT folder_id, state, files FROM folder_counts";
constexpr std::string_view kPhotosFrom =
    "SELECT path FROM files WHERE folder_id = ? AND path >= ? AND state = 1 ORDER BY path";
constexpr std::string_view kFolderPath = "SELECT path FROM folders WHERE id = ?";

} // namespace

std::vector<FolderRow> listFolders(StatementCache& statement)
{
    std::vector<FolderRow> rows;
    const auto row = statement(kFolders);
    while (row->executeStep())
        rows.push_back(folderFrom(*row));
    return rows;
}

std::vector<FolderRow> listFoldersWithExclusions(StatementCache& statement)
{
    std::vector<FolderRow> rows = listFolders(statement);
    const auto row = statement(kExclusions);
    while (row->executeStep()) {
        const FolderId id(row->getColumn(0).getInt64());
        const SQLite::Column pattern = row->getColumn(1);
        if (const auto folder = std::ranges::find(rows, id, &FolderRow::id); folder != rows.end())
            folder->exclusions.emplace_back(blobOf(pattern));
    }
    return rows;
}

std::optional<std::string> folderPath(StatementCache& statement, FolderId folder)
{
    const auto row = statement(kFolderPath);
    row->bind(1, folder.value());
    if (!row->executeStep())
        return std::nullopt;
    const SQLite::Column path = row->getColumn(0);
    return std::string(blobOf(path));
}

Result<std::vector<SubfolderRow>> subfolders(StatementCache& statement, FolderId root,
                                             const std::filesystem::path& folder)
{
    std::vector<SubfolderRow> rows;
    const auto rootPath = folderPath(statement, root);
    const std::string path = pathToBytes(folder);
    std::string prefix; // of all that is below the folder
    if (const auto below = rootPath ? pathBelow(*rootPath, path) : std::nullopt)
        prefix = std::string(*below) + kPathSeparator;
    else if (!rootPath || trimSeparators(path) != trimSeparators(*rootPath))
        return rows;
    const auto row = statement(kPhotosFrom);
    row->bind(1, root.value());
    bindBlob(*row, 2, prefix);
    std::vector<std::pair<std::string, SubfolderRow>> found; // what is in one folder comes together
    while (row->executeStep()) {
        const SQLite::Column stored = row->getColumn(0);
        std::string_view file = blobOf(stored);
        if (!file.starts_with(prefix))
            break;
        file.remove_prefix(prefix.size());
        const std::size_t end = file.find(kPathSeparator);
        if (end == std::string_view::npos)
            continue;
        const std::string_view name = file.substr(0, end);
        if (found.empty() || found.back().first != name)
            found.emplace_back(name, SubfolderRow{});
        SubfolderRow& subfolder = found.back().second;
        ++subfolder.photos;
        subfolder.hasFolders =
            subfolder.hasFolders || file.find(kPathSeparator, end + 1) != std::string_view::npos;
    }
    std::ranges::sort(
        found, [](const auto& a, const auto& b) { return compareNaturally(a.first, b.first) < 0; });
    rows.reserve(found.size());
    for (auto& [name, subfolder] : found) {
        subfolder.path = pathFromBytes(joinPath(*rootPath, prefix + name));
        rows.push_back(std::move(subfolder));
    }
    return rows;
}

Result<std::vector<FolderCounts>> counts(StatementCache& statement)
{
    std::vector<FolderCounts> all;
    for (const FolderRow& folder : listFolders(statement))
        all.push_back({.folder = folder.id});
    const auto row = statement(kCounts);
    while (row->executeStep()) {
        const FolderId folder(row->getColumn(0).getInt64());
        const std::uint64_t files = fromStored(row->getColumn(2).getInt64());
        for (FolderCounts& counts : all) {
            if (counts.folder != folder)
                continue;
            const auto state = static_cast<FileState>(row->getColumn(1).getInt());
            if (state != FileState::Missing)
                counts.files += files;
            switch (state) {
            case FileState::Pending:
                counts.pending = files;
                break;
            case FileState::Indexed:
                counts.indexed = files;
                break;
            case FileState::Broken:
                counts.broken = files;
                break;
            case FileState::Unsupported:
                counts.unsupported = files;
                break;
            case FileState::Unreadable:
                counts.unreadable = files;
                break;
            case FileState::Missing:
                counts.missing = files;
                break;
            }
        }
    }
    return all;
}

} // namespace lookalike::queries
