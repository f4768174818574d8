// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/file_changes.h"

#include "core/base/path_bytes.h"
#include "core/catalog/queries/content_changes.h"
#include "core/catalog/queries/folder_queries.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

namespace lookalike::changes {

namespace {

constexpr std::string_view kFindFile =
    "SELECT id, content_id FROM files WHERE folder_id = ? AND path = ?";
constexpr std::string_view kAddFile =
    "INSERT INTO files (device, inode, size, modified_ns, changed_ns, state, content_id, error,"
    " scanned_at, folder_id, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kUpdateFile =
    "UPDATE files SET device = ?, inode = ?, size = ?, modified_ns = ?, changed_ns = ?, state = ?,"
    " content_id = ?, error = ?, scanned_at = ? WHERE id = ?";
constexpr std::string_view kMoveFile =
    "UPDATE files SET device = ?, inode = ?, size = ?, modified_ns = ?, changed_ns = ?, state = ?,"
    " folder_id = ?, path = ?, scanned_at = ? WHERE id = ?";
constexpr std::string_view kContentOfFile =
    "SELECT content_id FROM files WHERE id = ?1 AND device = ?2 AND inode = ?3 AND size = ?4"
    " AND modified_ns = ?5 AND changed_ns = ?6 AND state <> 5";
constexpr std::string_view kSetOutcome =
    "UPDATE files SET state = ?, content_id = ?, error = ? WHERE id = ?";
constexpr std::string_view kSetState =
    "UPDATE files SET state = ?1, error = CASE WHEN ?1 = 0 THEN '' ELSE error END WHERE id = ?2";
constexpr std::string_view kRemoveFile = "DELETE FROM files WHERE id = ? RETURNING content_id";

void bindContentId(SQLite::Statement& statement, int index, ContentId content)
{
    bindOptional(statement, index,
                 content.isValid() ? std::optional(content.value()) : std::nullopt);
}

// The bytes were not read, so the known content stays until they are.
bool keepsContent(FileState state) noexcept
{
    return state == FileState::Pending || state == FileState::Missing ||
           state == FileState::Unreadable;
}

Result<std::string> pathInFolder(StatementCache& statement, const FileRow& file)
{
    const auto root = queries::folderPath(statement, file.folder);
    if (!root)
        return fail(ErrorCode::NotFound, "The catalog has no such folder"_msg);
    const std::string path = pathToBytes(file.path);
    const auto below = pathBelow(*root, path);
    if (!below || !isPathBelow(*below))
        return fail(ErrorCode::InvalidArgument, "The file is not in its folder"_msg, file.path);
    return std::string(*below);
}

} // namespace

Result<FileId> putFile(StatementCache& statement, const FileRow& file)
{
    const auto below = pathInFolder(statement, file);
    if (!below)
        return fail(below);
    FileId id;
    ContentId before;
    {
        const auto row = statement(kFindFile);
        row->bind(1, file.folder.value());
        bindBlob(*row, 2, *below);
        if (row->executeStep()) {
            id = FileId(row->getColumn(0).getInt64());
            before = ContentId(row->getColumn(1).getInt64());
        }
    }
    const ContentId content =
        !file.content.isValid() && keepsContent(file.state) ? before : file.content;
    const auto row = statement(id.isValid() ? kUpdateFile : kAddFile);
    bindStamp(*row, 1, file.stamp);
    row->bind(6, static_cast<int>(file.state));
    bindContentId(*row, 7, content);
    row->bind(8, file.error.encoded());
    bindOptional(*row, 9, file.scannedAt);
    row->bind(10, id.isValid() ? id.value() : file.folder.value());
    if (!id.isValid())
        bindBlob(*row, 11, *below);
    row->exec();
    return id.isValid() ? id : FileId(statement.lastInsertId());
}

Result<> moveFile(StatementCache& statement, FileId file, const FileRow& to)
{
    const auto below = pathInFolder(statement, to);
    if (!below)
        return fail(below);
    FileId replaced;
    {
        const auto row = statement(kFindFile);
        row->bind(1, to.folder.value());
        bindBlob(*row, 2, *below);
        if (row->executeStep())
            replaced = FileId(row->getColumn(0).getInt64());
    }
    if (replaced == file)
        replaced = FileId();
    if (replaced.isValid())
        if (auto removed = removeFiles(statement, std::span(&replaced, 1)); !removed)
            return removed;
    const auto row = statement(kMoveFile);
    bindStamp(*row, 1, to.stamp);
    row->bind(6, static_cast<int>(to.state));
    row->bind(7, to.folder.value());
    bindBlob(*row, 8, *below);
    bindOptional(*row, 9, to.scannedAt);
    row->bind(10, file.value());
    row->exec();
    return {};
}

Result<> setFileOutcome(StatementCache& statement, FileId file, const FileStamp& stamp,
                        FileState state, ContentId content, const Message& error)
{
    ContentId before;
    {
        const auto row = statement(kContentOfFile);
        row->bind(1, file.value());
        bindStamp(*row, 2, stamp);
        if (!row->executeStep())
            return {}; // changed or removed since
        before = ContentId(row->getColumn(0).getInt64());
    }
    const auto row = statement(kSetOutcome);
    row->bind(1, static_cast<int>(state));
    bindContentId(*row, 2, content.isValid() ? content : before);
    row->bind(3, error.encoded());
    row->bind(4, file.value());
    row->exec();
    return {};
}

Result<> setFileState(StatementCache& statement, std::span<const FileId> files, FileState state)
{
    const auto row = statement(kSetState);
    for (const FileId file : files) {
        row->reset();
        row->bind(1, static_cast<int>(state));
        row->bind(2, file.value());
        row->exec();
    }
    return {};
}

Result<> removeFiles(StatementCache& statement, std::span<const FileId> files)
{
    for (const FileId file : files) {
        ContentId content;
        {
            const auto row = statement(kRemoveFile);
            row->bind(1, file.value());
            if (!row->executeStep())
                continue;
            content = ContentId(row->getColumn(0).getInt64());
            row->executeStep(); // the statement takes effect only at its end
        }
        if (content.isValid())
            deleteIfOrphaned(statement, content);
    }
    return {};
}

} // namespace lookalike::changes
