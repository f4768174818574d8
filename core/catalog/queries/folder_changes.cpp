// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/folder_changes.h"

#include "core/base/path_bytes.h"
#include "core/catalog/folder_overlap.h"
#include "core/catalog/queries/folder_queries.h"
#include "core/catalog/relative_path.h"

namespace lookalike::changes {

namespace {

constexpr std::string_view kAddFolder = "INSERT INTO folders (path, device) VALUES (?, ?)";
constexpr std::string_view kSetOnline = "UPDATE folders SET online = ? WHERE id = ?";
constexpr std::string_view kSetScanned =
    "UPDATE folders SET device = ?, scanned_at = ?, online = 1 WHERE id = ?";
constexpr std::string_view kIncludeAll = "DELETE FROM exclusions WHERE folder_id = ?";
constexpr std::string_view kExclude =
    "INSERT OR IGNORE INTO exclusions (folder_id, pattern) VALUES (?, ?)";

} // namespace

Result<FolderId> addFolder(StatementCache& statement, const std::filesystem::path& path,
                           std::uint64_t device)
{
    if (!path.is_absolute())
        return fail(ErrorCode::InvalidArgument, "A folder must be given by its full path"_msg,
                    path);
    const std::string bytes = pathToBytes(path);
    const std::string_view name = trimSeparators(bytes);
    if (auto apart = checkOverlap(pathFromBytes(name), queries::listFolders(statement)); !apart)
        return fail(apart);
    if (!isRootPath(name))
        return fail(ErrorCode::InvalidArgument, "A folder must be given by its real path"_msg,
                    path);
    const auto row = statement(kAddFolder);
    bindBlob(*row, 1, name);
    row->bind(2, toStored(device));
    row->exec();
    return FolderId(statement.lastInsertId());
}

Result<> removeFolder(StatementCache& statement, FolderId folder)
{
    if (!queries::folderPath(statement, folder))
        return fail(ErrorCode::NotFound, "The catalog has no such folder"_msg);
    // Not a cached statement, because dropping the table requires that no statement uses it.
    statement.database().exec("CREATE TEMP TABLE freed (content_id INTEGER PRIMARY KEY)");
    SQLite::Statement freed(statement.database(),
                            "INSERT INTO freed SELECT DISTINCT content_id FROM files"
                            " WHERE folder_id = ? AND content_id IS NOT NULL");
    freed.bind(1, folder.value());
    freed.exec();
    SQLite::Statement remove(statement.database(), "DELETE FROM folders WHERE id = ?");
    remove.bind(1, folder.value());
    remove.exec();
    statement.database().exec(
        "DELETE FROM contents WHERE id IN (SELECT content_id FROM freed)"
        " AND NOT EXISTS (SELECT 1 FROM files WHERE content_id = contents.id)");
    statement.database().exec("DROP TABLE freed");
    return {};
}

Result<> setFolderOnline(StatementCache& statement, FolderId folder, bool online)
{
    const auto row = statement(kSetOnline);
    row->bind(1, online ? 1 : 0);
    row->bind(2, folder.value());
    if (row->exec() == 0)
        return fail(ErrorCode::NotFound, "The catalog has no such folder"_msg);
    return {};
}

Result<> setFolderScanned(StatementCache& statement, FolderId folder, std::uint64_t device,
                          std::int64_t secondsSince1970)
{
    const auto row = statement(kSetScanned);
    row->bind(1, toStored(device));
    row->bind(2, secondsSince1970);
    row->bind(3, folder.value());
    if (row->exec() == 0)
        return fail(ErrorCode::NotFound, "The catalog has no such folder"_msg);
    return {};
}

Result<> setExclusions(StatementCache& statement, FolderId folder,
                       std::span<const std::string> patterns)
{
    if (!queries::folderPath(statement, folder))
        return fail(ErrorCode::NotFound, "The catalog has no such folder"_msg);
    {
        const auto row = statement(kIncludeAll);
        row->bind(1, folder.value());
        row->exec();
    }
    const auto row = statement(kExclude);
    for (const std::string& pattern : patterns) {
        row->reset();
        row->bind(1, folder.value());
        bindBlob(*row, 2, pattern);
        row->exec();
    }
    return {};
}

} // namespace lookalike::changes
