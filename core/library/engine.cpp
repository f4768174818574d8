// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/engine.h"

#include "core/catalog/space_rows.h"

#include <algorithm>
#include <utility>

namespace lookalike {

std::filesystem::path indexFile(const Catalog& catalog, const EmbeddingSpace& space)
{
    std::filesystem::path file = catalog.file();
    file += "." + space.id.substr(0, 12) + ".index";
    return file;
}

Result<std::unique_ptr<Engine>> Engine::open(const LibraryParts& parts,
                                             std::shared_ptr<const Encoder> encoder)
{
    const EmbeddingSpace& space = encoder->info().space;
    const auto rows = readSpaces(parts.catalog);
    if (!rows)
        return fail(rows);
    const auto row =
        std::ranges::find(*rows, space.id, [](const SpaceRow& each) { return each.space.id; });
    std::unique_ptr<Engine> engine(
        new Engine(parts, encoder, row == rows->end() ? SpaceId() : row->id));
    auto index = IndexStore::open(indexFile(parts.catalog, space), space, engine->m_embeddings);
    if (!index)
        return fail(index);
    engine->m_index = std::move(*index);
    return engine;
}

Engine::Engine(const LibraryParts& parts, std::shared_ptr<const Encoder> encoder, SpaceId space)
    : m_encoder(std::move(encoder))
    , m_embeddings(parts.catalog, space)
    , m_queries(parts.decoder, *m_encoder, parts.crashGuard)
    , m_fit(parts.catalog, m_encoder->info().space)
{}

Result<> Engine::refresh()
{
    const std::lock_guard lock(m_refreshMutex);
    return m_index->refresh(m_embeddings);
}

} // namespace lookalike
