// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/indexing/catalog_embeddings.h"
#include "core/library/library_parts.h"
#include "core/library/query_embedder.h"
#include "core/library/score_background.h"
#include "core/library/stored_fit.h"
#include "core/search/index_store.h"

#include <filesystem>
#include <memory>
#include <mutex>

namespace lookalike {

/// The search index of an embedding space, beside the catalog.
[[nodiscard]] std::filesystem::path indexFile(const Catalog& catalog, const EmbeddingSpace& space);

/// A loaded encoder, and the index of its embedding space. Owned by Engines. Any thread.
class Engine {
public:
    /// Fails as the catalog and IndexStore::open() do.
    [[nodiscard]] static Result<std::unique_ptr<Engine>>
    open(const LibraryParts& parts, std::shared_ptr<const Encoder> encoder);

    [[nodiscard]] const std::shared_ptr<const Encoder>& encoder() const noexcept
    {
        return m_encoder;
    }
    [[nodiscard]] const EmbeddingSpace& space() const noexcept { return m_encoder->info().space; }
    /// The space's row; invalid as long as the catalog does not know the space.
    [[nodiscard]] SpaceId spaceId() const noexcept { return m_embeddings.space(); }
    void setSpaceId(SpaceId space) noexcept { m_embeddings.setSpace(space); }

    [[nodiscard]] QueryEmbedder& queries() noexcept { return m_queries; }
    [[nodiscard]] ScoreBackground& background() noexcept { return m_background; }
    /// Of the space's queries; null where there is none.
    [[nodiscard]] std::shared_ptr<const LabelFit> fit() { return m_fit.current(); }
    [[nodiscard]] std::shared_ptr<const EmbeddingIndex> index() const
    {
        return m_index->snapshot();
    }
    /// Makes what the catalog holds visible to searches.
    [[nodiscard]] Result<> refresh();

private:
    Engine(const LibraryParts& parts, std::shared_ptr<const Encoder> encoder, SpaceId space);

    const std::shared_ptr<const Encoder> m_encoder;
    CatalogEmbeddings m_embeddings;
    QueryEmbedder m_queries;
    ScoreBackground m_background;
    StoredFit m_fit;
    std::unique_ptr<IndexStore> m_index;
    std::mutex m_refreshMutex; ///< IndexStore is changed by one thread at a time
};

} // namespace lookalike
