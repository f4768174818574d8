// SPDX-License-Identifier: GPL-3.0-or-later
// A ContentFilter as SQL.
#pragma once

#include "core/catalog/catalog_reader.h"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace lookalike {

/// A statement that returns content ids, in any order and possibly more than once.
struct ContentQuery {
    std::string sql;
    std::vector<std::variant<std::int64_t, std::string>> parameters; ///< strings are blobs
};

/// The statements that together answer `filter`: a content passes where one of them returns it.
[[nodiscard]] std::vector<ContentQuery> contentQueries(const ContentFilter& filter,
                                                       std::span<const FolderRow> roots);

/// Runs them; ascending, every id once. Throws what SQLiteCpp throws.
[[nodiscard]] std::vector<ContentId> runContentQueries(SQLite::Database& database,
                                                       std::span<const ContentQuery> queries);

} // namespace lookalike
