// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/concept_queries.h"

#include "core/base/path_bytes.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <array>
#include <cstring>

namespace lookalike {

namespace {

constexpr std::string_view kConcepts =
    "SELECT id, name, strictness, created_at FROM concepts ORDER BY id";
constexpr std::string_view kConcept =
    "SELECT id, name, strictness, created_at FROM concepts WHERE id = ?";
constexpr std::string_view kConceptTerms = "SELECT words, hash, region, path, weight"
                                           " FROM concept_terms WHERE concept_id = ?"
                                           " ORDER BY position";
constexpr std::string_view kConceptMarks =
    "SELECT hash, path, more FROM concept_marks WHERE concept_id = ? ORDER BY position";
constexpr std::string_view kConceptVectors =
    "SELECT hash, region, space, vector FROM concept_vectors WHERE hash IN"
    " (SELECT hash FROM concept_marks WHERE concept_id = ?1"
    " UNION SELECT hash FROM concept_terms WHERE concept_id = ?1) ORDER BY hash, region, space";
constexpr std::string_view kConceptVector =
    "SELECT vector FROM concept_vectors WHERE hash = ? AND region = ? AND space = ?";

using Corners = std::array<double, 4>;

std::vector<std::uint16_t> vectorFrom(const SQLite::Column& column)
{
    const std::string_view bytes = blobOf(column);
    std::vector<std::uint16_t> vector(bytes.size() / sizeof(std::uint16_t));
    std::memcpy(vector.data(), bytes.data(), vector.size() * sizeof(std::uint16_t));
    return vector;
}

ConceptPicture pictureFrom(const SQLite::Column& hash, const SQLite::Column& region)
{
    return {hashFrom(blobOf(hash)), unpackedRegion(blobOf(region))};
}

/// Reads one row of kConcepts, and what belongs to it.
ConceptRow conceptFrom(StatementCache& statement, const SQLite::Statement& row)
{
    ConceptRow result{ConceptId(row.getColumn(0).getInt64()), row.getColumn(1).getString(),
                      row.getColumn(2).getDouble(), row.getColumn(3).getInt64()};
    const auto terms = statement(kConceptTerms);
    terms->bind(1, result.id.value());
    while (terms->executeStep()) {
        ConceptTerm& term = result.terms.emplace_back();
        term.words = terms->getColumn(0).getString();
        if (term.words.empty())
            term.picture = pictureFrom(terms->getColumn(1), terms->getColumn(2));
        const SQLite::Column path = terms->getColumn(3);
        term.path = pathFromBytes(blobOf(path));
        term.weight = terms->getColumn(4).getDouble();
    }
    const auto marks = statement(kConceptMarks);
    marks->bind(1, result.id.value());
    while (marks->executeStep()) {
        const SQLite::Column hash = marks->getColumn(0);
        const SQLite::Column path = marks->getColumn(1);
        result.marks.push_back({hashFrom(blobOf(hash)), pathFromBytes(blobOf(path)),
                                marks->getColumn(2).getInt() != 0});
    }
    return result;
}

} // namespace

std::string packedRegion(const std::optional<Region>& region)
{
    if (!region)
        return {};
    const Corners corners{region->x, region->y, region->width, region->height};
    return {reinterpret_cast<const char*>(corners.data()), sizeof corners};
}

std::optional<Region> unpackedRegion(std::string_view packed)
{
    Corners corners{};
    if (packed.size() != sizeof corners)
        return std::nullopt;
    std::memcpy(corners.data(), packed.data(), sizeof corners);
    return Region{corners[0], corners[1], corners[2], corners[3]};
}

namespace queries {

Result<std::vector<ConceptRow>> concepts(StatementCache& statement)
{
    std::vector<ConceptRow> rows;
    const auto row = statement(kConcepts);
    while (row->executeStep())
        rows.push_back(conceptFrom(statement, *row));
    return rows;
}

Result<std::optional<ConceptRow>> findConcept(StatementCache& statement, ConceptId id)
{
    const auto row = statement(kConcept);
    row->bind(1, id.value());
    if (!row->executeStep())
        return std::optional<ConceptRow>();
    return std::optional(conceptFrom(statement, *row));
}

Result<std::vector<ConceptVector>> conceptVectors(StatementCache& statement, ConceptId id)
{
    std::vector<ConceptVector> vectors;
    const auto row = statement(kConceptVectors);
    row->bind(1, id.value());
    while (row->executeStep())
        vectors.push_back({pictureFrom(row->getColumn(0), row->getColumn(1)),
                           row->getColumn(2).getString(), vectorFrom(row->getColumn(3))});
    return vectors;
}

Result<std::optional<std::vector<std::uint16_t>>>
conceptVector(StatementCache& statement, const ConceptPicture& picture, const std::string& space)
{
    const auto row = statement(kConceptVector);
    const std::string region = packedRegion(picture.region);
    bindBlob(*row, 1, bytesOf(picture.hash));
    bindBlob(*row, 2, region);
    row->bind(3, space);
    if (!row->executeStep())
        return std::optional<std::vector<std::uint16_t>>();
    return std::optional(vectorFrom(row->getColumn(0)));
}

} // namespace queries

} // namespace lookalike
