// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/keyword_queries.h"

#include "core/base/natural_order.h"
#include "core/base/path_bytes.h"
#include "core/catalog/sqlite_rows.h"
#include "core/image/carried.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <string>

namespace lookalike {

namespace {

constexpr std::string_view kKeywords =
    "SELECT w.word, count(DISTINCT k.content_id) FROM keywords w"
    " JOIN content_keywords k ON k.keyword_id = w.id JOIN contents c ON c.id = k.content_id"
    " WHERE c.present > 0 GROUP BY w.id";
constexpr std::string_view kEachKeyword =
    "SELECT DISTINCT k.content_id, w.word FROM content_keywords k"
    " JOIN contents c ON c.id = k.content_id JOIN keywords w ON w.id = k.keyword_id"
    " WHERE c.present > 0 ORDER BY k.content_id, w.word";
constexpr std::string_view kRemoveKeywords =
    "DELETE FROM content_keywords WHERE content_id = ? AND sidecar = ?";
constexpr std::string_view kAddKeyword = "INSERT OR IGNORE INTO keywords (word) VALUES (?)";
constexpr std::string_view kGiveKeyword =
    "INSERT OR IGNORE INTO content_keywords (keyword_id, content_id, sidecar)"
    " SELECT id, ?2, ?3 FROM keywords WHERE word = ?1";

const std::string kSidecars =
    std::string("SELECT ") + kFileColumns +
    ", s.size IS f.size AND s.modified_ns IS f.modified_ns, ifnull(s.keywords, '')"
    " FROM files f JOIN folders d ON d.id = f.folder_id LEFT JOIN sidecars s ON s.file_id = f.id"
    " WHERE lower(CAST(substr(f.path, -4) AS TEXT)) = '.xmp' AND d.online = 1"
    " AND (f.state <> 5 OR s.file_id IS NOT NULL) ORDER BY d.path, f.path";
constexpr int kIsReadColumn = 13; // after kFileColumns
constexpr std::string_view kPutSidecar =
    "INSERT OR REPLACE INTO sidecars (file_id, size, modified_ns, keywords)"
    " SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM files WHERE id = ?1)";
constexpr std::string_view kRemoveSidecar = "DELETE FROM sidecars WHERE file_id = ?";

constexpr std::string_view kLastWritten =
    "SELECT id, batch, path, former, hash FROM written_sidecars"
    " WHERE batch = (SELECT max(batch) FROM written_sidecars) ORDER BY id";
constexpr std::string_view kAddWritten =
    "INSERT INTO written_sidecars (batch, path, former, hash) VALUES (?, ?, ?, ?) RETURNING id";
// The ids of a table never repeat, so that of the first row names the batch.
constexpr std::string_view kNameBatch = "UPDATE written_sidecars SET batch = id WHERE id = ?";
constexpr std::string_view kRemoveWritten = "DELETE FROM written_sidecars WHERE id = ?";

} // namespace

namespace queries {

Result<std::vector<KeywordRow>> keywords(StatementCache& statement)
{
    std::vector<KeywordRow> rows;
    const auto row = statement(kKeywords);
    while (row->executeStep())
        rows.push_back({row->getColumn(0).getString(), fromStored(row->getColumn(1).getInt64())});
    std::ranges::sort(rows, [](const KeywordRow& a, const KeywordRow& b) {
        return compareNaturally(a.word, b.word) < 0;
    });
    return rows;
}

Result<> forEachKeyword(StatementCache& statement,
                        const std::function<bool(ContentId, std::string_view)>& visit)
{
    const auto row = statement(kEachKeyword);
    while (row->executeStep()) {
        const std::string word = row->getColumn(1).getString();
        if (!visit(ContentId(row->getColumn(0).getInt64()), word))
            break;
    }
    return {};
}

Result<std::vector<SidecarRow>> sidecars(StatementCache& statement)
{
    std::vector<SidecarRow> rows;
    const auto row = statement(kSidecars);
    while (row->executeStep())
        rows.push_back({fileFrom(*row), row->getColumn(kIsReadColumn).getInt() != 0,
                        carriedWords(row->getColumn(kIsReadColumn + 1).getString())});
    return rows;
}

Result<std::vector<WrittenSidecar>> lastWrittenSidecars(StatementCache& statement)
{
    std::vector<WrittenSidecar> rows;
    const auto row = statement(kLastWritten);
    while (row->executeStep()) {
        WrittenSidecar& sidecar = rows.emplace_back();
        sidecar.id = row->getColumn(0).getInt64();
        sidecar.batch = row->getColumn(1).getInt64();
        const SQLite::Column path = row->getColumn(2);
        sidecar.path = pathFromBytes(blobOf(path));
        const SQLite::Column former = row->getColumn(3);
        if (!former.isNull()) {
            const std::string_view bytes = blobOf(former);
            sidecar.former.emplace(bytes.begin(), bytes.end());
        }
        const SQLite::Column hash = row->getColumn(4);
        sidecar.hash = hashFrom(blobOf(hash));
    }
    return rows;
}

} // namespace queries

namespace changes {

Result<WrittenSidecar> addWrittenSidecar(StatementCache& statement, const WrittenSidecar& sidecar)
{
    WrittenSidecar added = sidecar;
    {
        const auto row = statement(kAddWritten);
        const std::string path = pathToBytes(sidecar.path);
        row->bind(1, sidecar.batch);
        bindBlob(*row, 2, path);
        if (sidecar.former)
            bindBlob(
                *row, 3,
                {reinterpret_cast<const char*>(sidecar.former->data()), sidecar.former->size()});
        else
            row->bind(3);
        bindBlob(*row, 4, bytesOf(sidecar.hash));
        row->executeStep();
        added.id = row->getColumn(0).getInt64();
    }
    if (added.batch == 0) {
        added.batch = added.id;
        const auto row = statement(kNameBatch);
        row->bind(1, added.id);
        row->exec();
    }
    return added;
}

Result<> removeWrittenSidecar(StatementCache& statement, std::int64_t id)
{
    const auto row = statement(kRemoveWritten);
    row->bind(1, id);
    row->exec();
    return {};
}

Result<> putSidecar(StatementCache& statement, FileId file, const FileStamp& stamp,
                    const std::vector<std::string>& keywords)
{
    const auto row = statement(kPutSidecar);
    row->bind(1, file.value());
    row->bind(2, toStored(stamp.size));
    row->bind(3, stamp.modifiedNs);
    row->bind(4, carriedLines(keywords));
    row->exec();
    return {};
}

Result<> removeSidecar(StatementCache& statement, FileId file)
{
    const auto row = statement(kRemoveSidecar);
    row->bind(1, file.value());
    row->exec();
    return {};
}

void putKeywords(StatementCache& statement, ContentId content,
                 const std::vector<std::string>& words, bool ofSidecars)
{
    {
        const auto row = statement(kRemoveKeywords);
        row->bind(1, content.value());
        row->bind(2, int{ofSidecars});
        row->exec();
    }
    for (const std::string& word : words) {
        {
            const auto row = statement(kAddKeyword);
            row->bind(1, word);
            row->exec();
        }
        const auto row = statement(kGiveKeyword);
        row->bind(1, word);
        row->bind(2, content.value());
        row->bind(3, int{ofSidecars});
        row->exec();
    }
}

} // namespace changes

} // namespace lookalike
