// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteWriter. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

namespace lookalike::changes {

[[nodiscard]] Result<ContentId> putContent(StatementCache& statement, const ContentRow& content);
[[nodiscard]] Result<bool> identifyContent(StatementCache& statement, ContentId content,
                                           const ContentHash& former, const ContentHash& identity,
                                           FileId readFrom);
[[nodiscard]] Result<> putFacts(StatementCache& statement, ContentId content,
                                const PictureFacts& facts);
/// Deletes a content that has no files.
void deleteIfOrphaned(StatementCache& statement, ContentId content);
[[nodiscard]] Result<> removeOrphans(StatementCache& statement);

} // namespace lookalike::changes
