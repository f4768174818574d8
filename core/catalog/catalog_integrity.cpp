// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_integrity.h"

#include "core/catalog/embedding_checksum.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/schema.h"
#include "core/catalog/sqlite_support.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <cstdlib>
#include <string_view>

namespace lookalike {

namespace {

constexpr std::size_t kMostFindings = 100;
constexpr int kChecksumsSince = 5; ///< first schema version with checksums
constexpr int kMarksSince = 7;     ///< first schema version with marks of a review

// "Page 23: unable to get the page. error code=266": SQLite continues after a failed read.
void throwWhereUnread(const std::string& line)
{
    constexpr std::string_view kCode = "error code=";
    const std::size_t at = line.find(kCode);
    if (at == std::string::npos)
        return;
    const int code = std::atoi(line.c_str() + at + kCode.size());
    if ((code & 0xFF) != SQLITE_CORRUPT && (code & 0xFF) != SQLITE_NOTADB)
        throw SQLite::Exception(line, code);
}

constexpr const char* kForeignKeys = R"sql(
SELECT 'row ' || rowid || ' of ' || "table" || ' refers to a missing row of ' || parent
FROM pragma_foreign_key_check LIMIT 100
)sql";

constexpr const char* kFolderCounts = R"sql(
SELECT 'folder ' || folder_id || ' has ' || sum(found) || ' files in state ' || state
       || ', counted ' || sum(counted)
FROM (SELECT folder_id, state, count(*) AS found, 0 AS counted FROM files GROUP BY 1, 2
      UNION ALL SELECT folder_id, state, 0, files FROM folder_counts)
GROUP BY folder_id, state HAVING sum(found) <> sum(counted) LIMIT 100
)sql";

constexpr const char* kPresent = R"sql(
SELECT 'content ' || c.id || ' has ' || count(f.id) || ' files from ' || ifnull(min(f.modified_ns), '-')
       || ' on, counted ' || c.present || ' from ' || ifnull(c.oldest_ns, '-') || ' on'
FROM contents c LEFT JOIN files f ON f.content_id = c.id AND f.state = 1
GROUP BY c.id HAVING count(f.id) <> c.present OR min(f.modified_ns) IS NOT c.oldest_ns LIMIT 100
)sql";

constexpr const char* kSpaceCounts = R"sql(
SELECT 'space ' || id || ' has ' || found || ' embeddings and lacks ' || lacking
       || ', counted ' || embeddings || ' and ' || to_embed
FROM (SELECT id, embeddings, to_embed,
             (SELECT count(*) FROM embeddings e WHERE e.space_id = s.id) AS found,
             (SELECT count(*) FROM contents c WHERE c.present > 0 AND NOT EXISTS
                  (SELECT 1 FROM embeddings e
                   WHERE e.content_id = c.id AND e.space_id = s.id)) AS lacking
      FROM spaces s)
WHERE found <> embeddings OR lacking <> to_embed LIMIT 100
)sql";

constexpr const char* kDimensions = R"sql(
SELECT 'embedding ' || e.id || ' has ' || length(e.vector) || ' bytes in a space of '
       || s.dim || ' dimensions'
FROM embeddings e JOIN spaces s ON s.id = e.space_id WHERE length(e.vector) <> 2 * s.dim LIMIT 100
)sql";

// Values that reading a file never stores.
constexpr const char* kImpossibleContents = R"sql(
SELECT 'content ' || id || ' has values that no photo has' FROM contents
WHERE length(hash) NOT IN (16, 32) OR bytes < 0 OR width < 0 OR height < 0 OR format < 0
    OR orientation NOT BETWEEN 0 AND 8 OR present < 0 OR latitude NOT BETWEEN -90 AND 90
    OR longitude NOT BETWEEN -180 AND 180 OR (present > 0 AND (width = 0 OR height = 0)) LIMIT 100
)sql";

constexpr const char* kOrphanedMarks = R"sql(
SELECT 'a mark of the review belongs to no content' FROM review_marks m
WHERE NOT EXISTS (SELECT 1 FROM contents c WHERE c.hash = m.hash) LIMIT 100
)sql";

constexpr const char* kChecksummedEmbeddings = R"sql(
SELECT e.id, c.id, c.hash, s.identity, e.vector, k.checksum FROM embeddings e
JOIN contents c ON c.id = e.content_id JOIN spaces s ON s.id = e.space_id
LEFT JOIN embedding_checks k ON k.embedding_id = e.id ORDER BY e.id
)sql";

constexpr const char* kPaths =
    "SELECT f.id, d.path, f.path FROM files f JOIN folders d ON d.id = f.folder_id";

std::vector<std::string> linesOf(SQLite::Database& database, const char* sql)
{
    std::vector<std::string> lines;
    SQLite::Statement check(database, sql);
    while (check.executeStep())
        lines.push_back(check.getColumn(0).getString());
    return lines;
}

std::vector<std::string> checkPaths(SQLite::Database& database)
{
    std::vector<std::string> lines;
    SQLite::Statement row(database, kPaths);
    while (lines.size() < kMostFindings && row.executeStep()) {
        const SQLite::Column root = row.getColumn(1);
        const SQLite::Column below = row.getColumn(2);
        if (!isRootPath(blobOf(root)) || !isPathBelow(blobOf(below)))
            lines.push_back("the path of file " + row.getColumn(0).getString() +
                            " leads out of its folder");
    }
    return lines;
}

// Finds vectors that were swapped or copied, and vectors whose content has a different hash than
// when they were stored.
std::vector<std::string> checkEmbeddings(SQLite::Database& database)
{
    std::vector<std::string> lines;
    SQLite::Statement row(database, kChecksummedEmbeddings);
    while (lines.size() < kMostFindings && row.executeStep()) {
        const SQLite::Column hash = row.getColumn(2);
        const SQLite::Column space = row.getColumn(3);
        const SQLite::Column vector = row.getColumn(4);
        const SQLite::Column stored = row.getColumn(5);
        if (stored.isNull() ||
            stored.getInt64() != embeddingChecksum(blobOf(hash), blobOf(space), blobOf(vector)))
            lines.push_back("embedding " + row.getColumn(0).getString() +
                            " does not belong to content " + row.getColumn(1).getString());
    }
    return lines;
}

} // namespace

std::vector<std::string> checkPages(SQLite::Database& database, int limit)
{
    std::vector<std::string> lines;
    SQLite::Statement check(database, "PRAGMA integrity_check(" + std::to_string(limit) + ")");
    while (check.executeStep()) {
        std::string line = check.getColumn(0).getString();
        throwWhereUnread(line);
        if (line != "ok")
            lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> checkIntegrity(SQLite::Database& database)
{
    std::vector<std::string> lines = checkPages(database, static_cast<int>(kMostFindings));
    if (!lines.empty())
        return lines;
    for (const char* sql :
         {kForeignKeys, kFolderCounts, kPresent, kSpaceCounts, kDimensions, kImpossibleContents})
        if (lines = linesOf(database, sql); !lines.empty())
            return lines; // findings in damaged pages are not informative
    if (lines = checkPaths(database); !lines.empty())
        return lines;
    // Backups of older versions are checked, too, but have no checksums and no marks.
    const int version = schemaVersion(database);
    if (version >= kMarksSince)
        lines = linesOf(database, kOrphanedMarks);
    return !lines.empty() || version < kChecksumsSince ? lines : checkEmbeddings(database);
}

} // namespace lookalike
