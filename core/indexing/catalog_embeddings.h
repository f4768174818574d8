// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/search/index_store.h"

#include <atomic>

namespace lookalike {

/// The catalog's embeddings of one space, as the index sees them. Thread-safe.
class CatalogEmbeddings : public EmbeddingSource {
public:
    /// `space` is invalid as long as the catalog does not know the space: then there are none.
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
