// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteReader. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/catalog/sqlite_support.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace lookalike::queries {

[[nodiscard]] Result<std::vector<SpaceRow>> spaces(StatementCache& statement);
[[nodiscard]] Result<std::optional<std::vector<std::uint16_t>>>
embedding(StatementCache& statement, SpaceId space, ContentId content);
[[nodiscard]] Result<bool> hasEmbedding(StatementCache& statement, SpaceId space,
                                        ContentId content);
[[nodiscard]] Result<CatalogReader::EmbeddingsVersion> embeddingsVersion(StatementCache& statement,
                                                                         SpaceId space);
[[nodiscard]] Result<>
forEachEmbedding(StatementCache& statement, SpaceId space, ContentId after,
                 const std::function<bool(ContentId, std::span<const std::uint16_t>)>& visit);

} // namespace lookalike::queries
