// SPDX-License-Identifier: GPL-3.0-or-later
// Translates a ContentFilter to SQL.
#pragma once

#include "core/catalog/catalog_reader.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lookalike {

/// A statement with its parameters. What it returns may come in any order, and more than once.
struct ContentQuery {
    std::string sql;
    std::vector<std::variant<std::int64_t, std::string>> parameters; ///< strings are blobs
};

/// Returns true if the folders of `filter` leave nothing out.
[[nodiscard]] bool isAnywhere(const ContentFilter& filter, std::span<const FolderRow> roots);

/// Returns the statements for the ids of contents. One passes if any of them returns it.
[[nodiscard]] std::vector<ContentQuery> contentQueries(const ContentFilter& filter,
                                                       std::span<const FolderRow> roots);

/// Likewise for the present files that pass; `columns` are some of `files f` and `contents c`.
[[nodiscard]] std::vector<ContentQuery> fileQueries(const ContentFilter& filter,
                                                    std::span<const FolderRow> roots,
                                                    std::string_view columns);

void bindParameters(SQLite::Statement& statement, const ContentQuery& query);

/// Runs the statements and returns ascending, unique ids. Throws what SQLiteCpp throws.
[[nodiscard]] std::vector<ContentId> runContentQueries(SQLite::Database& database,
                                                       std::span<const ContentQuery> queries);

} // namespace lookalike
