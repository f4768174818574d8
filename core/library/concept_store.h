// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/library/photo_concepts.h"

#include <functional>
#include <mutex>
#include <span>

namespace lookalike {

/// The concepts in a catalog, and how they were before each change. Any thread; changes are made
/// one at a time. Fails as PhotoConcepts says.
class ConceptStore {
public:
    /// The catalog outlives this object.
    explicit ConceptStore(Catalog& catalog)
        : m_catalog(catalog)
    {}

    [[nodiscard]] Result<ConceptRow> row(ConceptId id) const;

    /// Keeps changes by other threads waiting. The functions below take it themselves, except
    /// add().
    [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock(m_changes); }
    /// Stores a new concept. Call it with the lock.
    [[nodiscard]] Result<ConceptUndo> add(const ConceptRow& row,
                                          std::span<const ConceptVector> vectors);
    using RowChange = std::function<Result<>(ConceptRow&)>;
    /// Lets `body` change the row of a concept, and stores it.
    [[nodiscard]] Result<ConceptUndo> change(ConceptId id, const RowChange& body,
                                             std::span<const ConceptVector> vectors = {});
    [[nodiscard]] Result<ConceptUndo> merge(ConceptId id, ConceptId other);
    [[nodiscard]] Result<ConceptUndo> remove(ConceptId id);
    [[nodiscard]] Result<ConceptUndo> restore(const ConceptUndo& before);

private:
    /// How the concepts are now.
    [[nodiscard]] Result<ConceptUndo> statesOf(std::span<const ConceptId> ids) const;

    Catalog& m_catalog;
    std::mutex m_changes; ///< held from reading what is changed until that is stored
};

} // namespace lookalike
