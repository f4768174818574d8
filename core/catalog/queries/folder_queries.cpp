// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/folder_queries.h"

#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>

namespace lookalike::queries {

namespace {

const std::string kFolders =
    std::string("SELECT ") + kFolderColumns + " FROM folders ORDER BY path";
constexpr std::string_view kExclusions =
    "SELECT folder_id, pattern FROM exclusions ORDER BY folder_id, pattern";
constexpr std::string_view kCounts = "SELECT folder_id, state, files FROM folder_counts";
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
