// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/concept_transfer.h"

#include "core/base/ascii.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace lookalike {

namespace {

/// What both libraries know of a concept.
ConceptRow withoutPlaces(ConceptRow row)
{
    row.id = {};
    for (ConceptTerm& term : row.terms)
        term.path.clear();
    for (ConceptMark& mark : row.marks)
        mark.path.clear();
    return row;
}

Result<> addVector(PortableConcept& portable, const ConceptPicture& picture, const SpaceRow& space,
                   CatalogReader& reader)
{
    if (picture.region)
        return {};
    const auto content = reader.contentByHash(picture.hash);
    if (!content)
        return fail(content);
    if (!*content)
        return {};
    auto vector = reader.embedding(space.id, **content);
    if (!vector)
        return fail(vector);
    if (!*vector)
        return {};
    // What the library has now counts, not what was kept earlier.
    std::erase_if(portable.vectors, [&](const ConceptVector& other) {
        return other.picture == picture && other.space == space.space.id;
    });
    portable.vectors.push_back({picture, space.space.id, std::move(**vector)});
    return {};
}

/// "Cats", "Cats 2", "Cats 3"
std::string freeName(const std::string& name, const std::set<std::string>& taken)
{
    std::string free = name;
    for (int number = 2; taken.contains(asciiLower(free)); ++number) {
        const std::string ending = " " + std::to_string(number);
        free = std::string(cutUtf8(name, kMaxConceptNameBytes - ending.size())) + ending;
    }
    return free;
}

} // namespace

Result<std::vector<PortableConcept>> exportConcepts(std::span<const ConceptId> ids,
                                                    const std::optional<SpaceRow>& space,
                                                    CatalogReader& reader)
{
    std::vector<PortableConcept> exported;
    for (const ConceptId id : ids) {
        const auto row = reader.findConcept(id);
        if (!row)
            return fail(row);
        if (!*row)
            return fail(ErrorCode::NotFound, "There is no such concept"_msg);
        auto vectors = reader.conceptVectors(id);
        if (!vectors)
            return fail(vectors);
        PortableConcept portable{withoutPlaces(**row), std::move(*vectors)};
        std::vector<ConceptPicture> pictures;
        for (const ConceptTerm& term : portable.row.terms)
            if (term.words.empty())
                pictures.push_back(term.picture);
        for (const ConceptMark& mark : portable.row.marks)
            pictures.push_back({mark.photo, std::nullopt});
        for (const ConceptPicture& picture : pictures)
            if (space)
                if (auto added = addVector(portable, picture, *space, reader); !added)
                    return fail(added);
        exported.push_back(std::move(portable));
    }
    return exported;
}

Result<ConceptImport> importConcepts(const std::vector<PortableConcept>& concepts, Catalog& catalog)
{
    const auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    const auto rows = (*reader)->concepts();
    if (!rows)
        return fail(rows);
    std::vector<ConceptRow> known;
    std::set<std::string> taken;
    for (const ConceptRow& row : *rows) {
        known.push_back(withoutPlaces(row));
        taken.insert(asciiLower(row.name));
    }
    ConceptImport result;
    const auto written = catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            for (const PortableConcept& portable : concepts) {
                if (std::ranges::find(known, portable.row) != known.end()) {
                    ++result.known;
                    continue;
                }
                if (known.size() >= kMaxConcepts)
                    return fail(ErrorCode::TooLarge,
                                "There are at most %1 concepts"_msg(kMaxConcepts));
                known.push_back(portable.row);
                ConceptRow row = portable.row;
                row.name = freeName(row.name, taken);
                if (row.name != portable.row.name)
                    ++result.renamed;
                taken.insert(asciiLower(row.name));
                const auto id = writer.putConcept(row, portable.vectors);
                if (!id)
                    return fail(id);
                result.undo.states.push_back({*id, std::nullopt, {}});
                ++result.added;
            }
            return {};
        },
        Durability::Decision);
    if (!written)
        return fail(written);
    return result;
}

} // namespace lookalike
