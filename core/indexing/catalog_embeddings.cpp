// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/catalog_embeddings.h"

namespace lookalike {

CatalogEmbeddings::CatalogEmbeddings(const Catalog& catalog, SpaceId space)
    : m_catalog(catalog)
    , m_space(space.value())
{}

void CatalogEmbeddings::setSpace(SpaceId space) noexcept
{
    m_space = space.value();
}

SpaceId CatalogEmbeddings::space() const noexcept
{
    return SpaceId(m_space);
}

Result<EmbeddingSource::Version> CatalogEmbeddings::version()
{
    if (!space().isValid())
        return Version{};
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto version = (*reader)->embeddingsVersion(space());
    if (!version)
        return fail(version);
    return Version{version->count, version->revision};
}

Result<> CatalogEmbeddings::forEach(ContentId after, const Visitor& visit)
{
    if (!space().isValid())
        return {};
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    return (*reader)->forEachEmbedding(space(), after, visit);
}

} // namespace lookalike
