// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteWriter. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/concept_row.h"
#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <span>

namespace lookalike::changes {

[[nodiscard]] Result<ConceptId> putConcept(StatementCache& statement, const ConceptRow& row,
                                           std::span<const ConceptVector> vectors);
[[nodiscard]] Result<> removeConcept(StatementCache& statement, ConceptId id);
/// Part of moveDecisions().
void moveConceptPictures(StatementCache& statement, const ContentHash& former,
                         const ContentHash& identity);

} // namespace lookalike::changes
