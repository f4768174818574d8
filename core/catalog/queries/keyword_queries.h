// SPDX-License-Identifier: GPL-3.0-or-later
// Keywords of photos, for SqliteReader and SqliteWriter. The caller must have opened a transaction.
// Throws what SQLiteCpp throws. Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

namespace queries {

[[nodiscard]] Result<std::vector<KeywordRow>> keywords(StatementCache& statement);
[[nodiscard]] Result<>
forEachKeyword(StatementCache& statement,
               const std::function<bool(ContentId, std::string_view)>& visit);

} // namespace queries

namespace changes {

/// Replaces the keywords of a content: those in its file, or those of its sidecars.
void putKeywords(StatementCache& statement, ContentId content,
                 const std::vector<std::string>& words, bool ofSidecars);

} // namespace changes

} // namespace lookalike
