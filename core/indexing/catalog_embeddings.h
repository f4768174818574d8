// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/search/index_store.h"

#include <atomic>

namespace lookalike {

/// The catalog's embeddings of one space, as a source for the index. Thread-safe.
class CatalogEmbeddings : public EmbeddingSource {
public:
    /// `space` is invalid while the catalog does not have the space; the source is then empty.
    CatalogEmbeddings(const Catalog& catalog, SpaceId space);
    void setSpace(SpaceId space) noexcept;
    [[nodiscard]] SpaceId space() const noexcept;

    [[nodiscard]] Result<Version> version() override;
    [[nodiscard]] Result<> forEach(ContentId after, const Visitor& visit) override;

private:
    const Catalog& m_catalog;
    std::atomic<std::int64_t> m_space;
};

} // namespace lookalike
