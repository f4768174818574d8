// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteReader. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/concept_row.h"
#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// A region as the catalog stores it: its four numbers, or nothing.
[[nodiscard]] std::string packedRegion(const std::optional<Region>& region);
[[nodiscard]] std::optional<Region> unpackedRegion(std::string_view packed);

namespace queries {

[[nodiscard]] Result<std::vector<ConceptRow>> concepts(StatementCache& statement);
[[nodiscard]] Result<std::optional<ConceptRow>> findConcept(StatementCache& statement,
                                                            ConceptId id);
[[nodiscard]] Result<std::vector<ConceptVector>> conceptVectors(StatementCache& statement,
                                                                ConceptId id);
[[nodiscard]] Result<std::optional<std::vector<std::uint16_t>>>
conceptVector(StatementCache& statement, const ConceptPicture& picture, const std::string& space);

} // namespace queries

} // namespace lookalike
