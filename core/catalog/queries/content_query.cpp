// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/content_query.h"

#include "core/base/local_time.h"
#include "core/base/path_bytes.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_support.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <limits>

namespace lookalike {

namespace {

std::int64_t clamped(std::uint64_t value) noexcept
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::min(value, kMost));
}

// True if no present copy is better. Relations 1 to 6 mean the same photo in different files,
// excluding a raw file and its JPEG.
constexpr const char* kNoBetterCopy =
    " AND NOT EXISTS (SELECT 1 FROM pairs p JOIN contents o ON o.id = p.second_id"
    " WHERE p.first_id = c.id AND p.relation BETWEEN 1 AND 6 AND o.present > 0"
    " AND (o.width * o.height, o.bytes, o.id) > (c.width * c.height, c.bytes, c.id))"
    " AND NOT EXISTS (SELECT 1 FROM pairs p JOIN contents o ON o.id = p.first_id"
    " WHERE p.second_id = c.id AND p.relation BETWEEN 1 AND 6 AND o.present > 0"
    " AND (o.width * o.height, o.bytes, o.id) > (c.width * c.height, c.bytes, c.id))";

constexpr const char* kHasKeyword =
    " AND c.id IN (SELECT k.content_id FROM keywords w CROSS JOIN content_keywords k"
    " ON k.keyword_id = w.id WHERE w.word = CAST(? AS TEXT) COLLATE NOCASE)";

// What passes by its date. `clock` is compared with capture dates, `instant` with those of files;
// the catalog's index has both in one column and cannot tell which it is. So the table is looked at
// only for what lies between the two.
void addDateCondition(ContentQuery& query, std::string_view comparison, std::int64_t clock,
                      std::int64_t instant)
{
    const bool isAfter = comparison.starts_with('>');
    const auto [least, most] = std::minmax(clock, instant);
    const std::string date = " c.dated_at " + std::string(comparison) + " ?";
    query.sql += " AND" + date;
    query.parameters.emplace_back(isAfter ? least : most);
    if (clock == instant)
        return;
    const bool isFileBetween = (instant < clock) == isAfter;
    query.sql += " AND (" + date + " OR c.taken_at IS " + (isFileBetween ? "NULL)" : "NOT NULL)");
    query.parameters.emplace_back(isAfter ? most : least);
}

// Adds conditions on the columns of contents_to_filter and related tables.
void addContentConditions(ContentQuery& query, const ContentFilter& filter)
{
    const auto add = [&query](const std::string& condition, std::int64_t parameter) {
        query.sql += condition;
        query.parameters.emplace_back(parameter);
    };
    if (filter.takenAfter)
        addDateCondition(query, ">=", *filter.takenAfter, instantOf(*filter.takenAfter));
    if (filter.takenBefore) {
        constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
        const std::int64_t next = std::min(*filter.takenBefore, kLast - 1) + 1;
        addDateCondition(query, "<", next, instantOf(next));
    }
    if (!filter.formats.empty()) {
        query.sql += " AND c.format IN (";
        for (std::size_t i = 0; i < filter.formats.size(); ++i)
            add(i == 0 ? "?" : ", ?", static_cast<std::int64_t>(filter.formats[i]));
        query.sql += ")";
    }
    if (filter.minPixels)
        add(" AND c.width * c.height >= ?", clamped(*filter.minPixels));
    if (filter.maxPixels)
        add(" AND c.width * c.height <= ?", clamped(*filter.maxPixels));
    switch (filter.shape) {
    case ContentFilter::Shape::Any:
        break;
    case ContentFilter::Shape::Landscape:
        query.sql += " AND c.width > c.height";
        break;
    case ContentFilter::Shape::Portrait:
        query.sql += " AND c.width < c.height";
        break;
    case ContentFilter::Shape::Square:
        query.sql += " AND c.width = c.height";
        break;
    }
    if (filter.cameraOnly)
        query.sql += " AND c.from_camera";
    if (filter.originalsOnly)
        query.sql += kNoBetterCopy;
    for (const std::string& keyword : filter.keywords) {
        query.sql += kHasKeyword;
        query.parameters.emplace_back(keyword);
    }
}

bool isWhole(std::string_view root, std::string_view folder)
{
    return root == folder || pathBelow(folder, root).has_value();
}

// Restricts files to those of a root that are in `folder` or, with subfolders, below it. Returns
// false if the root has none.
bool addPlace(ContentQuery& query, const FolderRow& root, std::string_view folder,
              bool withSubfolders)
{
    const std::string rootPath = pathToBytes(root.path);
    const bool whole = withSubfolders ? isWhole(rootPath, folder) : rootPath == folder;
    const auto below = pathBelow(rootPath, folder);
    if (!whole && !below)
        return false;
    query.sql += " AND f.folder_id = ?";
    query.parameters.emplace_back(root.id.value());
    std::string first;
    if (!whole) {
        first = joinPath(*below, "");
        std::string end = first;
        ++end.back(); // the byte after the separator: the end of everything below the folder
        query.sql += " AND f.path > ? AND f.path < ?";
        query.parameters.emplace_back(first);
        query.parameters.emplace_back(std::move(end));
    }
    if (!withSubfolders) {
        query.sql += " AND instr(substr(f.path, ?), ?) = 0";
        query.parameters.emplace_back(static_cast<std::int64_t>(first.size()) + 1);
        query.parameters.emplace_back(std::string(1, kPathSeparator));
    }
    return true;
}

constexpr const char* kPresentContents = "SELECT c.id FROM contents c WHERE c.present > 0";
// CROSS JOIN fixes the loop order, because the planner cannot know which side is smaller.
constexpr const char* kFilesFirst = " FROM files f CROSS JOIN contents c"
                                    " ON c.id = f.content_id WHERE f.state = 1 AND c.present > 0";

std::vector<std::string> folderBytes(const ContentFilter& filter)
{
    std::vector<std::string> folders;
    for (const std::filesystem::path& folder : filter.folders)
        folders.emplace_back(trimSeparators(pathToBytes(folder)));
    return folders;
}

} // namespace

bool isAnywhere(const ContentFilter& filter, std::span<const FolderRow> roots)
{
    const std::vector<std::string> folders = folderBytes(filter);
    return folders.empty() ||
           (filter.withSubfolders &&
            std::all_of(roots.begin(), roots.end(), [&](const FolderRow& root) {
                return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
                    return isWhole(pathToBytes(root.path), folder);
                });
            }));
}

std::vector<ContentQuery> fileQueries(const ContentFilter& filter, std::span<const FolderRow> roots,
                                      std::string_view columns)
{
    const std::string select = "SELECT " + std::string(columns) + kFilesFirst;
    std::vector<ContentQuery> queries;
    if (isAnywhere(filter, roots)) {
        queries.push_back({select, {}});
    } else {
        for (const std::string& folder : folderBytes(filter)) {
            for (const FolderRow& root : roots) {
                ContentQuery place{select, {}};
                if (addPlace(place, root, folder, filter.withSubfolders))
                    queries.push_back(std::move(place));
            }
        }
    }
    for (ContentQuery& query : queries)
        addContentConditions(query, filter);
    return queries;
}

std::vector<ContentQuery> contentQueries(const ContentFilter& filter,
                                         std::span<const FolderRow> roots)
{
    // Where folders do not restrict anything, querying only the contents is faster.
    if (!isAnywhere(filter, roots))
        return fileQueries(filter, roots, "c.id");
    ContentQuery query{kPresentContents, {}};
    addContentConditions(query, filter);
    return {std::move(query)};
}

void bindParameters(SQLite::Statement& statement, const ContentQuery& query)
{
    int index = 0;
    for (const auto& parameter : query.parameters) {
        ++index;
        if (const auto* number = std::get_if<std::int64_t>(&parameter))
            statement.bind(index, *number);
        else
            bindBlob(statement, index, std::get<std::string>(parameter));
    }
}

std::vector<ContentId> runContentQueries(SQLite::Database& database,
                                         std::span<const ContentQuery> queries)
{
    // Ids are dense, so marking them sorts and removes duplicates at once.
    std::vector<bool> found;
    std::size_t count = 0;
    for (const ContentQuery& query : queries) {
        SQLite::Statement statement(database, query.sql);
        bindParameters(statement, query);
        while (statement.executeStep()) {
            const auto id = static_cast<std::size_t>(statement.getColumn(0).getInt64());
            if (id >= found.size())
                found.resize(std::max(id + 1, 2 * found.size()));
            if (!found[id])
                ++count;
            found[id] = true;
        }
    }
    std::vector<ContentId> contents;
    contents.reserve(count);
    for (std::size_t id = 0; id < found.size(); ++id)
        if (found[id])
            contents.emplace_back(static_cast<std::int64_t>(id));
    return contents;
}

} // namespace lookalike
