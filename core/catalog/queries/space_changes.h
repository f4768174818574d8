// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteWriter. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <set>

namespace lookalike::changes {

[[nodiscard]] Result<SpaceId> putSpace(StatementCache& statement, const EmbeddingSpace& space,
                                       bool makeCurrent);
[[nodiscard]] Result<> putEmbedding(StatementCache& statement, SpaceId space,
                                    const EmbeddingRow& row, std::set<SpaceId>& drawn);
/// Updates all embeddings of a content, which has one or two.
void putChecksums(StatementCache& statement, ContentId content);
void drawRevision(StatementCache& statement, SpaceId space, std::set<SpaceId>& drawn);
[[nodiscard]] Result<> removeSpace(StatementCache& statement, SpaceId space);

} // namespace lookalike::changes
