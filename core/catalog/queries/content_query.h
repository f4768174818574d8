// SPDX-License-Identifier: GPL-3.0-or-later
// Translates a ContentFilter to SQL.
#pragma once

#include "core/catalog/catalog_reader.h"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace lookalike {

/// A statement that returns content ids in any order, possibly with duplicates.
struct ContentQuery {
    std::string sql;
    std::vector<std::variant<std::int64_t, std::string>> parameters; ///< strings are blobs
};

/// Returns the statements for `filter`. A content passes if any of them returns it.
[[nodiscard]] std::vector<ContentQuery> contentQueries(const ContentFilter& filter,
                                                       std::span<const FolderRow> roots);

/// Runs the statements and returns ascending, unique ids. Throws what SQLiteCpp throws.
[[nodiscard]] std::vector<ContentId> runContentQueries(SQLite::Database& database,
                                                       std::span<const ContentQuery> queries);

} // namespace lookalike
