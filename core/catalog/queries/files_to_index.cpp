// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/files_to_index.h"

#include "core/base/path_bytes.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <string>

namespace lookalike {

namespace {

const std::string kSelect = std::string("SELECT ") + kFileColumns +
                            " FROM files f JOIN folders d ON d.id = f.folder_id"
                            " WHERE f.folder_id = ? AND f.path > ?";
const std::string kPending = kSelect + " AND f.state = 0 ORDER BY f.path LIMIT ?";
const std::string kPendingOrToRead =
    kSelect + " AND (f.state = 0 OR (f.state = 1 AND (NOT EXISTS"
              " (SELECT 1 FROM embeddings e WHERE e.content_id = f.content_id AND e.space_id = ?4)"
              " OR (SELECT read_version < ?5 FROM contents WHERE id = f.content_id))))"
              " ORDER BY f.path LIMIT ?3";
constexpr std::string_view kToEmbed = "SELECT to_embed FROM spaces WHERE id = ?";
constexpr std::string_view kOutdated =
    "SELECT 1 FROM contents INDEXED BY contents_to_read WHERE present > 0 AND read_version < ?"
    " LIMIT 1";
constexpr std::string_view kCountPending =
    "SELECT coalesce(sum(files), 0) FROM folder_counts"
    " WHERE state = 0 AND folder_id IN (SELECT id FROM folders WHERE online)";
// The files of a content are already counted unless some are in an offline folder. NOT INDEXED
// keeps the order of the ids, so that the index of the embeddings is read once from end to end.
constexpr std::string_view kCountToRead =
    "SELECT coalesce(sum(CASE WHEN (SELECT count(*) FROM folders WHERE NOT online) = 0"
    " THEN c.present ELSE (SELECT count(*) FROM files f WHERE f.content_id = c.id AND f.state = 1"
    " AND f.folder_id IN (SELECT id FROM folders WHERE online)) END), 0)"
    " FROM contents c NOT INDEXED WHERE c.present > 0 AND (c.read_version < ?2 OR NOT EXISTS"
    " (SELECT 1 FROM embeddings e WHERE e.content_id = c.id AND e.space_id = ?1))";

// Returns false in the steady state, in which only pending files remain, and those have an index.
bool needsIndexedFiles(StatementCache& statement, SpaceId space)
{
    {
        const auto row = statement(kOutdated);
        row->bind(1, kReadVersion);
        if (row->executeStep())
            return true;
    }
    const auto row = statement(kToEmbed);
    row->bind(1, space.value());
    return !row->executeStep() || row->getColumn(0).getInt64() != 0;
}

} // namespace

std::vector<FileRow> listFilesToIndex(StatementCache& statement, std::span<const FolderRow> folders,
                                      SpaceId space, const std::optional<FileRow>& after,
                                      std::size_t limit)
{
    const bool all = needsIndexedFiles(statement, space);
    std::string afterRoot;
    for (const FolderRow& folder : folders)
        if (after && folder.id == after->folder)
            afterRoot = pathToBytes(folder.path);

    std::vector<FileRow> rows;
    for (const FolderRow& folder : folders) {
        if (rows.size() >= limit)
            break;
        const std::string root = pathToBytes(folder.path);
        if (!folder.online || root < afterRoot)
            continue;
        std::string afterPath;
        if (after && folder.id == after->folder) {
            const std::string path = pathToBytes(after->path);
            afterPath = pathBelow(root, path).value_or("");
        }
        const auto row = statement(all ? kPendingOrToRead : kPending);
        row->bind(1, folder.id.value());
        bindBlob(*row, 2, afterPath);
        row->bind(3, toStored(limit - rows.size()));
        if (all) {
            row->bind(4, space.value());
            row->bind(5, kReadVersion);
        }
        while (row->executeStep())
            rows.push_back(fileFrom(*row));
    }
    return rows;
}

std::uint64_t countFilesToIndex(StatementCache& statement, SpaceId space)
{
    std::int64_t count = 0;
    {
        const auto row = statement(kCountPending);
        if (row->executeStep())
            count += row->getColumn(0).getInt64();
    }
    if (needsIndexedFiles(statement, space)) {
        const auto row = statement(kCountToRead);
        row->bind(1, space.value());
        row->bind(2, kReadVersion);
        if (row->executeStep())
            count += row->getColumn(0).getInt64();
    }
    return fromStored(count);
}

} // namespace lookalike
