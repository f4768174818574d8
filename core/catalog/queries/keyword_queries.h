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

[[nodiscard]] Result<std::vector<SidecarRow>> sidecars(StatementCache& statement);

[[nodiscard]] Result<std::vector<WrittenSidecar>> lastWrittenSidecars(StatementCache& statement);

} // namespace queries

namespace changes {

[[nodiscard]] Result<WrittenSidecar> addWrittenSidecar(StatementCache& statement,
                                                       const WrittenSidecar& sidecar);
[[nodiscard]] Result<> removeWrittenSidecar(StatementCache& statement, std::int64_t id);

[[nodiscard]] Result<> putSidecar(StatementCache& statement, FileId file, const FileStamp& stamp,
                                  const std::vector<std::string>& keywords);
[[nodiscard]] Result<> removeSidecar(StatementCache& statement, FileId file);

/// Replaces the keywords of a content: those in its file, or those of its sidecars.
void putKeywords(StatementCache& statement, ContentId content,
                 const std::vector<std::string>& words, bool ofSidecars);

} // namespace changes

} // namespace lookalike
