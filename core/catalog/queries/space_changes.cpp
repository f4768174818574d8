// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/space_changes.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <bit>

namespace lookalike::changes {

namespace {

static_assert(std::endian::native == std::endian::little, "embeddings are stored little-endian");

constexpr std::string_view kFindSpace = "SELECT id, dim FROM spaces WHERE identity = ?";
constexpr std::string_view kAddSpace =
    "INSERT INTO spaces (identity, model, dim, revision, to_embed)"
    " VALUES (?, ?, ?, random(), (SELECT count(*) FROM contents WHERE present > 0))";
constexpr std::string_view kNoCurrent =
    "UPDATE spaces SET current = 0 WHERE current = 1 AND id <> ?";
constexpr std::string_view kSetCurrent =
    "UPDATE spaces SET current = 1 WHERE id = ? AND current = 0";
constexpr std::string_view kDimension = "SELECT dim FROM spaces WHERE id = ?";
// Uses half of the range, so that counting up does not overflow.
constexpr std::string_view kDrawRevision = "UPDATE spaces SET revision = random() / 2 WHERE id = ?";
constexpr std::string_view kRemoveSpace = "DELETE FROM spaces WHERE id = ?";
constexpr std::string_view kPutEmbedding =
    "INSERT INTO embeddings (content_id, space_id, vector) VALUES (?, ?, ?)"
    " ON CONFLICT (content_id, space_id) DO UPDATE SET vector = excluded.vector"
    " WHERE vector IS NOT excluded.vector";
constexpr std::string_view kPutChecksums =
    "INSERT OR REPLACE INTO embedding_checks (embedding_id, checksum)"
    " SELECT e.id, embedding_checksum(c.hash, s.identity, e.vector) FROM embeddings e"
    " JOIN contents c ON c.id = e.content_id JOIN spaces s ON s.id = e.space_id"
    " WHERE e.content_id = ?";
constexpr std::uint16_t kHalfExponent = 0x7C00;
constexpr std::uint16_t kHalfMagnitude = 0x7FFF;

bool isFinite(std::uint16_t half) noexcept
{
    return (half & kHalfExponent) != kHalfExponent;
}

} // namespace

Result<SpaceId> putSpace(StatementCache& statement, const EmbeddingSpace& space, bool makeCurrent)
{
    if (space.id.empty() || space.dim <= 0)
        return fail(ErrorCode::InvalidArgument,
                    "An embedding space needs an identity and dimensions"_msg);
    SpaceId id;
    {
        const auto row = statement(kFindSpace);
        row->bind(1, space.id);
        if (row->executeStep()) {
            id = SpaceId(row->getColumn(0).getInt64());
            if (row->getColumn(1).getInt() != space.dim)
                return fail(ErrorCode::Conflict,
                            "The catalog has this embedding space with other dimensions"_msg);
        }
    }
    if (!id.isValid()) {
        const auto row = statement(kAddSpace);
        row->bind(1, space.id);
        row->bind(2, space.model);
        row->bind(3, space.dim);
        row->exec();
        id = SpaceId(statement.lastInsertId());
    }
    if (!makeCurrent)
        return id;
    for (const std::string_view sql : {kNoCurrent, kSetCurrent}) {
        const auto row = statement(sql);
        row->bind(1, id.value());
        row->exec();
    }
    return id;
}

Result<> putEmbedding(StatementCache& statement, SpaceId space, const EmbeddingRow& row,
                      std::set<SpaceId>& drawn)
{
    std::size_t dim = 0;
    {
        const auto found = statement(kDimension);
        found->bind(1, space.value());
        if (!found->executeStep())
            return fail(ErrorCode::NotFound, "The catalog has no such embedding space"_msg);
        dim = static_cast<std::size_t>(found->getColumn(0).getInt64());
    }
    if (row.vector.size() != dim)
        return fail(
            ErrorCode::InvalidArgument,
            "An embedding of %1 dimensions does not fit a space of %2"_msg(row.vector.size(), dim));
    if (!std::all_of(row.vector.begin(), row.vector.end(), isFinite))
        return fail(ErrorCode::InvalidArgument,
                    "An embedding holds values that are not numbers"_msg);
    if (std::none_of(row.vector.begin(), row.vector.end(),
                     [](std::uint16_t half) { return (half & kHalfMagnitude) != 0; }))
        return fail(ErrorCode::InvalidArgument, "An embedding is zero in all dimensions"_msg);
    const auto put = statement(kPutEmbedding);
    put->bind(1, row.content.value());
    put->bind(2, space.value());
    bindBlob(*put, 3,
             {reinterpret_cast<const char*>(row.vector.data()),
              row.vector.size() * sizeof(std::uint16_t)});
    put->exec();
    putChecksums(statement, row.content);
    drawRevision(statement, space, drawn);
    return {};
}

void putChecksums(StatementCache& statement, ContentId content)
{
    const auto row = statement(kPutChecksums);
    row->bind(1, content.value());
    row->exec();
}

void drawRevision(StatementCache& statement, SpaceId space, std::set<SpaceId>& drawn)
{
    if (!drawn.insert(space).second)
        return;
    const auto row = statement(kDrawRevision);
    row->bind(1, space.value());
    row->exec();
}

Result<> removeSpace(StatementCache& statement, SpaceId space)
{
    const auto row = statement(kRemoveSpace);
    row->bind(1, space.value());
    if (row->exec() == 0)
        return fail(ErrorCode::NotFound, "The catalog has no such embedding space"_msg);
    return {};
}

} // namespace lookalike::changes
