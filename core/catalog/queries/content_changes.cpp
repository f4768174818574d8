// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/content_changes.h"

#include "core/catalog/queries/keyword_queries.h"
#include "core/catalog/queries/pair_changes.h"
#include "core/catalog/queries/space_changes.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

namespace lookalike::changes {

namespace {

constexpr std::string_view kPutContent =
    "INSERT INTO contents (hash, bytes, width, height, format, taken_at, camera, lens, latitude,"
    " longitude, rating, orientation, perceptual_hash, oriented_hashes, framed_hashes, frames,"
    " animated, alpha, bits, extras, keywords, title, caption, faces, place_name, video_bytes,"
    " read_version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, width = excluded.width,"
    " height = excluded.height, format = excluded.format, taken_at = excluded.taken_at,"
    " camera = excluded.camera, lens = excluded.lens, latitude = excluded.latitude,"
    " longitude = excluded.longitude, rating = excluded.rating,"
    " orientation = excluded.orientation, perceptual_hash = excluded.perceptual_hash,"
    " oriented_hashes = excluded.oriented_hashes, framed_hashes = excluded.framed_hashes,"
    " frames = excluded.frames, animated = excluded.animated, alpha = excluded.alpha,"
    " bits = excluded.bits, extras = excluded.extras, keywords = excluded.keywords,"
    " title = excluded.title, caption = excluded.caption, faces = excluded.faces,"
    " place_name = excluded.place_name, video_bytes = excluded.video_bytes,"
    " read_version = excluded.read_version"
    " RETURNING id";
constexpr int kReadVersionColumn = 27; // after those of bindContent()
constexpr std::string_view kPutFacts =
    "UPDATE contents SET frames = ?, animated = ?, alpha = ?, bits = ?, extras = ?"
    " WHERE id = ? AND frames IS NULL";
constexpr std::string_view kIdentify = "UPDATE contents SET hash = ?3 WHERE id = ?1 AND hash = ?2"
                                       " AND NOT EXISTS (SELECT 1 FROM contents WHERE hash = ?3)";
constexpr std::string_view kReadOthers = "UPDATE files SET state = 0 WHERE content_id = ?1"
                                         " AND id <> ?2 AND state IN (1, 2, 4)";
constexpr std::string_view kForgetMissing = "UPDATE files SET content_id = NULL"
                                            " WHERE content_id = ?1 AND id <> ?2 AND state = 5";
constexpr std::string_view kCollect = "DELETE FROM contents WHERE id = ?1"
                                      " AND NOT EXISTS (SELECT 1 FROM files WHERE content_id = ?1)";
// Few contents are not present, and those have an index.
constexpr std::string_view kCollectAll =
    "DELETE FROM contents WHERE present = 0"
    " AND NOT EXISTS (SELECT 1 FROM files WHERE content_id = contents.id)";

} // namespace

Result<ContentId> putContent(StatementCache& statement, const ContentRow& content)
{
    if (!content.hash.isIdentity())
        return fail(ErrorCode::InvalidArgument, "A photo's hash must be an identity"_msg);
    const auto row = statement(kPutContent);
    bindContent(*row, content);
    row->bind(kReadVersionColumn, kReadVersion);
    row->executeStep();
    const ContentId id(row->getColumn(0).getInt64());
    row->executeStep(); // the statement takes effect only at its end
    putKeywords(statement, id, content.metadata.carried.keywords, false);
    return id;
}

Result<bool> identifyContent(StatementCache& statement, ContentId content,
                             const ContentHash& former, const ContentHash& identity,
                             FileId readFrom)
{
    if (auto moved = moveDecisions(statement, former, identity); !moved)
        return fail(moved);
    {
        const auto row = statement(kIdentify);
        row->bind(1, content.value());
        bindBlob(*row, 2, bytesOf(former));
        bindBlob(*row, 3, bytesOf(identity));
        if (row->exec() == 0)
            return false;
    }
    for (const std::string_view sql : {kReadOthers, kForgetMissing}) {
        const auto row = statement(sql);
        row->bind(1, content.value());
        row->bind(2, readFrom.value());
        row->exec();
    }
    putChecksums(statement, content);
    return true;
}

Result<> putFacts(StatementCache& statement, ContentId content, const PictureFacts& facts)
{
    const auto row = statement(kPutFacts);
    bindFacts(*row, 1, facts);
    row->bind(6, content.value());
    row->exec();
    return {};
}

void deleteIfOrphaned(StatementCache& statement, ContentId content)
{
    const auto row = statement(kCollect);
    row->bind(1, content.value());
    row->exec();
}

Result<> removeOrphans(StatementCache& statement)
{
    statement(kCollectAll)->exec();
    return {};
}

} // namespace lookalike::changes
