// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_integrity.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <cstdlib>
#include <string_view>

namespace lookalike {

namespace {

constexpr int kMostFindings = 100;

// "Page 23: unable to get the page. error code=266": SQLite goes on after what it could not read.
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

constexpr const char* kSpaces = R"sql(
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
    std::vector<std::string> lines = checkPages(database, kMostFindings);
    if (!lines.empty())
        return lines;
    for (const char* sql : {kForeignKeys, kFolderCounts, kPresent, kSpaces, kDimensions}) {
        SQLite::Statement check(database, sql);
        while (check.executeStep())
            lines.push_back(check.getColumn(0).getString());
        if (!lines.empty())
            break; // what stands on a broken part says nothing new
    }
    return lines;
}

} // namespace lookalike
