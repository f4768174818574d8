// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/concept_changes.h"

#include "core/base/path_bytes.h"
#include "core/catalog/queries/concept_queries.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace lookalike::changes {

namespace {

constexpr std::string_view kSameName =
    "SELECT 1 FROM concepts WHERE name = ? COLLATE NOCASE AND id <> ?";
constexpr std::string_view kRemoveConcept = "DELETE FROM concepts WHERE id = ?";
constexpr std::string_view kAddConcept =
    "INSERT INTO concepts (id, name, strictness, created_at) VALUES (?, ?, ?, ?) RETURNING id";
constexpr std::string_view kAddTerm =
    "INSERT INTO concept_terms (concept_id, position, words, hash, region, path, weight)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAddMark =
    "INSERT OR REPLACE INTO concept_marks (concept_id, position, hash, path, more)"
    " VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kAddVector =
    "INSERT OR REPLACE INTO concept_vectors (hash, region, space, vector) VALUES (?, ?, ?, ?)";
constexpr std::string_view kRemoveVectors =
    "DELETE FROM concept_vectors WHERE hash NOT IN (SELECT hash FROM concept_marks)"
    " AND NOT EXISTS (SELECT 1 FROM concept_terms t WHERE t.hash = concept_vectors.hash)";
// A concept that has the photo under both hashes keeps one.
constexpr std::string_view kMove[] = {
    "UPDATE concept_terms SET hash = ?2 WHERE hash = ?1",
    "UPDATE OR REPLACE concept_marks SET hash = ?2 WHERE hash = ?1",
    "UPDATE OR REPLACE concept_vectors SET hash = ?2 WHERE hash = ?1"};

bool isSound(const ConceptRow& row)
{
    return !row.name.empty() && row.strictness >= 0 && row.strictness <= 1 &&
           std::ranges::all_of(row.terms,
                               [](const ConceptTerm& term) { return std::isfinite(term.weight); });
}

void addTerms(StatementCache& statement, std::int64_t id, const std::vector<ConceptTerm>& terms)
{
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const bool isPicture = terms[i].words.empty();
        const auto row = statement(kAddTerm);
        const std::string region = packedRegion(terms[i].picture.region);
        const std::string path = pathToBytes(terms[i].path);
        row->bind(1, id);
        row->bind(2, static_cast<std::int64_t>(i));
        row->bind(3, terms[i].words);
        bindBlob(*row, 4, isPicture ? bytesOf(terms[i].picture.hash) : std::string_view());
        bindBlob(*row, 5, isPicture ? std::string_view(region) : std::string_view());
        bindBlob(*row, 6, path);
        row->bind(7, terms[i].weight);
        row->exec();
    }
}

void addMarks(StatementCache& statement, std::int64_t id, const std::vector<ConceptMark>& marks)
{
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto row = statement(kAddMark);
        const std::string path = pathToBytes(marks[i].path);
        row->bind(1, id);
        row->bind(2, static_cast<std::int64_t>(i));
        bindBlob(*row, 3, bytesOf(marks[i].photo));
        bindBlob(*row, 4, path);
        row->bind(5, int{marks[i].isMore});
        row->exec();
    }
}

void addVectors(StatementCache& statement, std::span<const ConceptVector> vectors)
{
    for (const ConceptVector& vector : vectors) {
        const auto row = statement(kAddVector);
        const std::string region = packedRegion(vector.picture.region);
        bindBlob(*row, 1, bytesOf(vector.picture.hash));
        bindBlob(*row, 2, region);
        row->bind(3, vector.space);
        bindBlob(*row, 4,
                 {reinterpret_cast<const char*>(vector.vector.data()),
                  vector.vector.size() * sizeof(std::uint16_t)});
        row->exec();
    }
}

} // namespace

Result<ConceptId> putConcept(StatementCache& statement, const ConceptRow& row,
                             std::span<const ConceptVector> vectors)
{
    if (!isSound(row))
        return fail(ErrorCode::InvalidArgument, "A concept needs a name and finite numbers"_msg);
    {
        const auto same = statement(kSameName);
        same->bind(1, row.name);
        same->bind(2, row.id.value());
        if (same->executeStep())
            return fail(ErrorCode::Conflict,
                        "There is already a concept with the name \"%1\""_msg(row.name));
    }
    if (row.id.isValid()) {
        const auto removed = statement(kRemoveConcept);
        removed->bind(1, row.id.value());
        removed->exec();
    }
    std::int64_t id = 0;
    {
        const auto added = statement(kAddConcept);
        bindOptional(*added, 1, row.id.isValid() ? std::optional(row.id.value()) : std::nullopt);
        added->bind(2, row.name);
        added->bind(3, row.strictness);
        added->bind(4, row.createdAt);
        added->executeStep();
        id = added->getColumn(0).getInt64();
    }
    addTerms(statement, id, row.terms);
    addMarks(statement, id, row.marks);
    addVectors(statement, vectors);
    statement(kRemoveVectors)->exec();
    return ConceptId(id);
}

Result<> removeConcept(StatementCache& statement, ConceptId id)
{
    const auto row = statement(kRemoveConcept);
    row->bind(1, id.value());
    if (row->exec() == 0)
        return fail(ErrorCode::NotFound, "There is no such concept"_msg);
    statement(kRemoveVectors)->exec();
    return {};
}

void moveConceptPictures(StatementCache& statement, const ContentHash& former,
                         const ContentHash& identity)
{
    for (const std::string_view sql : kMove) {
        const auto row = statement(sql);
        bindBlob(*row, 1, bytesOf(former));
        bindBlob(*row, 2, bytesOf(identity));
        row->exec();
    }
}

} // namespace lookalike::changes
