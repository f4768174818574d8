// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/listed_files.h"

#include "core/catalog/queries/content_query.h"
#include "core/catalog/queries/folder_queries.h"

#include <SQLiteCpp/Column.h>

#include <string>

namespace lookalike::queries {

namespace {

constexpr std::string_view kListedColumns =
    "f.id, c.id, f.folder_id, f.path, c.dated_at, c.taken_at IS NOT NULL, c.format, c.bytes,"
    " c.camera";

/// Visits the rows of a statement with these columns; false: `visit` wants no more.
bool visitRows(SQLite::Statement& row, const CatalogReader::ListedFileVisitor& visit)
{
    while (row.executeStep()) {
        const SQLite::Column path = row.getColumn(3);
        const SQLite::Column camera = row.getColumn(8);
        ListedFile file;
        file.file = FileId(row.getColumn(0).getInt64());
        file.content = ContentId(row.getColumn(1).getInt64());
        file.folder = FolderId(row.getColumn(2).getInt64());
        file.path = blobOf(path);
        file.date = row.getColumn(4).getInt64();
        file.hasCaptureDate = row.getColumn(5).getInt() != 0;
        file.format = static_cast<ImageFormat>(row.getColumn(6).getInt());
        file.bytes = fromStored(row.getColumn(7).getInt64());
        file.camera = camera.getText();
        if (!visit(file))
            return false;
    }
    return true;
}

} // namespace

Result<> forEachListedFile(StatementCache& statement, const ContentFilter& filter,
                           const CatalogReader::ListedFileVisitor& visit)
{
    for (const ContentQuery& query : fileQueries(filter, listFolders(statement), kListedColumns)) {
        SQLite::Statement row(statement.database(), query.sql);
        bindParameters(row, query);
        if (!visitRows(row, visit))
            break;
    }
    return {};
}

Result<> forEachListedFileOfLatest(StatementCache& statement, const ContentFilter& filter,
                                   bool oldestFirst, std::size_t count,
                                   const CatalogReader::ListedFileVisitor& visit)
{
    const auto roots = listFolders(statement);
    if (!isAnywhere(filter, roots))
        return {};
    // The index contents_to_filter is in this order.
    ContentQuery latest = contentQueries(filter, roots).front();
    latest.sql += " ORDER BY c.dated_at ";
    latest.sql += oldestFirst ? "ASC" : "DESC";
    latest.sql += " LIMIT ?";
    latest.parameters.emplace_back(toStored(count));
    SQLite::Statement row(statement.database(),
                          "SELECT " + std::string(kListedColumns) + " FROM (" + latest.sql +
                              ") l CROSS JOIN contents c ON c.id = l.id"
                              " CROSS JOIN files f ON f.content_id = c.id AND f.state = 1");
    bindParameters(row, latest);
    visitRows(row, visit);
    return {};
}

} // namespace lookalike::queries
