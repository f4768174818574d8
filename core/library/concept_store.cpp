// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/concept_store.h"

#include "core/library/concept_recorder.h"

#include <array>
#include <optional>
#include <utility>

namespace lookalike {

Result<ConceptRow> ConceptStore::row(ConceptId id) const
{
    const auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    auto row = (*reader)->findConcept(id);
    if (!row)
        return fail(row);
    if (!*row)
        return fail(ErrorCode::NotFound, "There is no such concept"_msg);
    return std::move(**row);
}

Result<ConceptUndo> ConceptStore::statesOf(std::span<const ConceptId> ids) const
{
    const auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    ConceptUndo undo;
    for (const ConceptId id : ids) {
        auto row = (*reader)->findConcept(id);
        if (!row)
            return fail(row);
        auto vectors = (*reader)->conceptVectors(id);
        if (!vectors)
            return fail(vectors);
        undo.states.push_back({id, std::move(*row), std::move(*vectors)});
    }
    return undo;
}

Result<ConceptUndo> ConceptStore::add(const ConceptRow& row, std::span<const ConceptVector> vectors)
{
    ConceptUndo undo{{{ConceptId(), std::nullopt, {}}}};
    const auto stored = m_catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto id = writer.putConcept(row, vectors);
            if (!id)
                return fail(id);
            undo.states.front().id = *id;
            return {};
        },
        Durability::Decision);
    if (!stored)
        return fail(stored);
    return undo;
}

Result<ConceptUndo> ConceptStore::change(ConceptId id, const RowChange& body,
                                         std::span<const ConceptVector> vectors)
{
    const auto changing = lock();
    auto before = statesOf({&id, 1});
    if (!before)
        return before;
    if (!before->states.front().row)
        return fail(ErrorCode::NotFound, "There is no such concept"_msg);
    ConceptRow row = *before->states.front().row;
    if (auto changed = body(row); !changed)
        return fail(changed);
    const auto stored = m_catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto put = writer.putConcept(row, vectors);
            if (!put)
                return fail(put);
            return {};
        },
        Durability::Decision);
    if (!stored)
        return fail(stored);
    return before;
}

Result<ConceptUndo> ConceptStore::merge(ConceptId id, ConceptId other)
{
    if (id == other)
        return fail(ErrorCode::InvalidArgument, "A concept cannot be merged with itself"_msg);
    const auto changing = lock();
    const std::array<ConceptId, 2> ids{id, other};
    auto before = statesOf(ids);
    if (!before)
        return before;
    const auto& kept = before->states[0];
    const auto& given = before->states[1];
    if (!kept.row || !given.row)
        return fail(ErrorCode::NotFound, "There is no such concept"_msg);
    ConceptRow merged = *kept.row;
    mergeInto(merged, *given.row);
    if (auto fits = checkSize(merged); !fits)
        return fail(fits);
    const auto stored = m_catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto put = writer.putConcept(merged, {});
            if (!put)
                return fail(put);
            return writer.removeConcept(other);
        },
        Durability::Decision);
    if (!stored)
        return fail(stored);
    return before;
}

Result<ConceptUndo> ConceptStore::remove(ConceptId id)
{
    const auto changing = lock();
    auto before = statesOf({&id, 1});
    if (!before)
        return before;
    const auto removed = m_catalog.write(
        [&](CatalogWriter& writer) { return writer.removeConcept(id); }, Durability::Decision);
    if (!removed)
        return fail(removed);
    return before;
}

Result<ConceptUndo> ConceptStore::restore(const ConceptUndo& before)
{
    const auto changing = lock();
    std::vector<ConceptId> ids;
    for (const ConceptUndo::State& state : before.states)
        ids.push_back(state.id);
    auto now = statesOf(ids);
    if (!now)
        return now;
    const auto stored = m_catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            // Names that concepts have taken from each other are free first.
            for (const ConceptUndo::State& state : now->states)
                if (state.row)
                    if (auto removed = writer.removeConcept(state.id); !removed)
                        return removed;
            for (std::size_t i = 0; i < before.states.size(); ++i) {
                const ConceptUndo::State& state = before.states[i];
                if (!state.row)
                    continue;
                // A photo that was deleted meanwhile has left its vector since.
                std::vector<ConceptVector> vectors = state.vectors;
                for (const ConceptUndo::State& later : now->states)
                    vectors.insert(vectors.end(), later.vectors.begin(), later.vectors.end());
                if (const auto put = writer.putConcept(*state.row, vectors); !put)
                    return fail(put);
            }
            return {};
        },
        Durability::Decision);
    if (!stored)
        return fail(stored);
    return now;
}

} // namespace lookalike
