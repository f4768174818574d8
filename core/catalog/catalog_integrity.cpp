// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_integrity.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace lookalike {

namespace {

constexpr const char* kIntegrity = "PRAGMA integrity_check(100)";

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

std::vector<std::string> checkIntegrity(SQLite::Database& database)
{
    std::vector<std::string> lines;
    for (const char* sql :
         {kIntegrity, kForeignKeys, kFolderCounts, kPresent, kSpaces, kDimensions}) {
        SQLite::Statement check(database, sql);
        while (check.executeStep()) {
            std::string line = check.getColumn(0).getString();
            if (line != "ok")
                lines.push_back(std::move(line));
        }
        if (!lines.empty())
            break; // what stands on a broken part says nothing new
    }
    return lines;
}

} // namespace lookalike
