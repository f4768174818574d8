// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/engines.h"
#include "core/library/query_vector.h"

#include <memory>
#include <stop_token>

namespace lookalike {

/// What a query is embedded and answered with: one state of the catalog's index and fit. For one
/// thread; engines and parts outlive it.
class QuerySession {
public:
    /// Loads the model of the current space where that is needed. Fails as
    /// Engines::ensureSearchEngine() and Catalog::reader() do.
    [[nodiscard]] static Result<QuerySession> open(const LibraryParts& parts, Engines& engines,
                                                   const std::stop_token& stop);

    [[nodiscard]] Engine& engine() const noexcept { return *m_engine; }
    [[nodiscard]] CatalogReader& reader() const noexcept { return *m_reader; }
    [[nodiscard]] const std::shared_ptr<const EmbeddingIndex>& index() const noexcept
    {
        return m_index;
    }
    [[nodiscard]] const std::shared_ptr<const LabelFit>& fit() const noexcept { return m_fit; }
    [[nodiscard]] const std::stop_token& stop() const noexcept { return m_stop; }
    /// Valid as long as this object stays where it is.
    [[nodiscard]] QueryContext context() const
    {
        return {m_engine->queries(), m_engine->background(), m_index,
                *m_reader,           m_engine->spaceId(),    m_stop,
                m_fit.get()};
    }

private:
    QuerySession() = default;

    Engine* m_engine = nullptr;
    std::unique_ptr<CatalogReader> m_reader;
    std::shared_ptr<const EmbeddingIndex> m_index;
    std::shared_ptr<const LabelFit> m_fit;
    std::stop_token m_stop;
};

} // namespace lookalike
