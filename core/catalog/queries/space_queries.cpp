// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/space_queries.h"

#include <SQLiteCpp/Column.h>

#include <cstring>

namespace lookalike::queries {

namespace {

constexpr std::string_view kSpaces =
    "SELECT id, identity, model, dim, embeddings, current, to_embed FROM spaces ORDER BY id";
constexpr std::string_view kVersion = "SELECT embeddings, revision FROM spaces WHERE id = ?";
constexpr std::string_view kEmbedding =
    "SELECT vector FROM embeddings WHERE content_id = ? AND space_id = ?";
constexpr std::string_view kHasEmbedding =
    "SELECT 1 FROM embeddings WHERE content_id = ? AND space_id = ?";
constexpr std::string_view kEmbeddings = "SELECT content_id, vector FROM embeddings"
                                         " WHERE content_id > ? AND space_id = ?"
                                         " ORDER BY content_id";

std::vector<std::uint16_t> halvesOf(std::string_view bytes)
{
    std::vector<std::uint16_t> halves(bytes.size() / sizeof(std::uint16_t));
    std::memcpy(halves.data(), bytes.data(), halves.size() * sizeof(std::uint16_t));
    return halves;
}

} // namespace

Result<std::vector<SpaceRow>> spaces(StatementCache& statement)
{
    std::vector<SpaceRow> rows;
    const auto row = statement(kSpaces);
    while (row->executeStep())
        rows.push_back({SpaceId(row->getColumn(0).getInt64()),
                        {row->getColumn(1).getString(), row->getColumn(2).getString(),
                         row->getColumn(3).getInt()},
                        fromStored(row->getColumn(4).getInt64()),
                        row->getColumn(5).getInt() != 0,
                        fromStored(row->getColumn(6).getInt64())});
    return rows;
}

Result<std::optional<std::vector<std::uint16_t>>> embedding(StatementCache& statement,
                                                            SpaceId space, ContentId content)
{
    using Vector = std::optional<std::vector<std::uint16_t>>;
    const auto row = statement(kEmbedding);
    row->bind(1, content.value());
    row->bind(2, space.value());
    if (!row->executeStep())
        return Vector();
    const SQLite::Column vector = row->getColumn(0);
    return Vector(halvesOf(blobOf(vector)));
}

Result<bool> hasEmbedding(StatementCache& statement, SpaceId space, ContentId content)
{
    const auto row = statement(kHasEmbedding);
    row->bind(1, content.value());
    row->bind(2, space.value());
    return row->executeStep();
}

Result<CatalogReader::EmbeddingsVersion> embeddingsVersion(StatementCache& statement, SpaceId space)
{
    const auto row = statement(kVersion);
    row->bind(1, space.value());
    if (!row->executeStep())
        return fail(ErrorCode::NotFound, "The catalog has no such embedding space"_msg);
    return CatalogReader::EmbeddingsVersion{fromStored(row->getColumn(0).getInt64()),
                                            fromStored(row->getColumn(1).getInt64())};
}

Result<>
forEachEmbedding(StatementCache& statement, SpaceId space, ContentId after,
                 const std::function<bool(ContentId, std::span<const std::uint16_t>)>& visit)
{
    const auto row = statement(kEmbeddings);
    row->bind(1, after.value());
    row->bind(2, space.value());
    std::vector<std::uint16_t> halves;
    while (row->executeStep()) {
        const SQLite::Column vector = row->getColumn(1);
        halves = halvesOf(blobOf(vector));
        if (!visit(ContentId(row->getColumn(0).getInt64()), halves))
            break;
    }
    return {};
}

} // namespace lookalike::queries
