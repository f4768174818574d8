// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/searcher.h"

#include "core/library/search_hits.h"

#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

/// Weighted sums shorter than this are rounding errors of pictures that cancel out.
constexpr double kShortestQuery = 1e-4;

struct Query {
    std::vector<float> vector;
    std::vector<ContentId> contents; ///< of the terms, where the library knows them
};

/// The normalised weighted sum of the terms' embeddings.
Result<Query> combine(Engine& engine, const std::vector<QueryTerm>& terms, CatalogReader& reader,
                      const std::stop_token& stop)
{
    Query query;
    std::vector<double> sum(static_cast<std::size_t>(engine.space().dim));
    for (const QueryTerm& term : terms) {
        if (!std::isfinite(term.weight))
            return fail(ErrorCode::InvalidArgument, "A weight is not a number"_msg);
        auto vector = engine.queries().embed(term, reader, engine.spaceId(), stop);
        if (!vector)
            return fail(vector);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += term.weight * static_cast<double>(vector->embedding[i]);
        if (vector->content.isValid())
            query.contents.push_back(vector->content);
    }
    double squares = 0;
    for (const double value : sum)
        squares += value * value;
    const double norm = std::sqrt(squares);
    if (!(norm > kShortestQuery))
        return fail(
            ErrorCode::InvalidArgument,
            "The pictures and weights cancel each other out; nothing is left to search for"_msg);
    for (const double value : sum)
        query.vector.push_back(static_cast<float>(value / norm));
    return query;
}

} // namespace

Searcher::Searcher(const LibraryParts& parts, Engines& engines)
    : m_parts(parts)
    , m_engines(engines)
{}

Result<SearchResponse> Searcher::search(const SearchRequest& request, const std::stop_token& stop)
{
    if (request.terms.empty())
        return fail(ErrorCode::InvalidArgument, "A search needs at least one picture"_msg);
    const auto engine = m_engines.ensureSearchEngine();
    if (!engine)
        return fail(engine);
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto query = combine(**engine, request.terms, **reader, stop);
    if (!query)
        return fail(query);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
    const auto allowed = m_parts.filters.allowed(request.filter, **reader);
    if (!allowed)
        return fail(allowed);

    const std::shared_ptr<const EmbeddingIndex> index = (*engine)->index();
    NeighborQuery options;
    options.topK = request.topK + (request.excludeSelf ? query->contents.size() : 0);
    options.minScore = static_cast<float>(request.minScore);
    options.allowed = allowed->get();
    options.stop = stop;
    SearchHits hits(request, query->contents, allowed->get(), **reader);
    // Where several neighbours make one photo, it takes more of them.
    for (bool more = request.topK > 0; more; options.topK *= 2) {
        const auto neighbors = index->search(query->vector, options);
        if (!neighbors)
            return fail(neighbors);
        for (const Neighbor& neighbor : *neighbors) {
            if (hits.isFull())
                break;
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
            if (auto added = hits.add(neighbor); !added)
                return fail(added);
        }
        more = !hits.isFull() && neighbors->size() == options.topK;
    }
    SearchResponse response;
    response.searched =
        *allowed ? std::min<std::uint64_t>((*allowed)->size(), index->size()) : index->size();
    auto found = hits.take();
    if (!found)
        return fail(found);
    response.hits = std::move(*found);
    return response;
}

Result<std::vector<float>> Searcher::embed(const QueryTerm& picture)
{
    const auto engine = m_engines.ensureSearchEngine();
    if (!engine)
        return fail(engine);
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    // No space: what is stored is rounded to float16.
    auto vector = (*engine)->queries().embed(picture, **reader, SpaceId());
    if (!vector)
        return fail(vector);
    return std::move(vector->embedding);
}

} // namespace lookalike
