// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/searcher.h"

#include "core/encode/hub/words_of.h"
#include "core/library/query_marks.h"
#include "core/library/query_session.h"
#include "core/library/search_hits.h"

#include <algorithm>

namespace lookalike {

namespace {

/// Among fewer photos, most may be what the user looks for, and none of them stands out.
constexpr std::uint64_t kEnoughToStandOut = 50;

/// Fills in scores as the query has them, and their bands.
void rateHits(std::vector<SearchHit>& hits, const CombinedQuery& query, std::size_t photos)
{
    for (SearchHit& hit : hits) {
        const auto cosine = static_cast<double>(hit.score);
        hit.score = static_cast<float>(std::min(query.scale * cosine + query.offset, query.limit));
        if (query.background) {
            const double standout = query.background->standout(cosine);
            hit.standardScore = static_cast<float>(standout);
            hit.band = bandOf(standout, photos);
        }
    }
}

} // namespace

Searcher::Searcher(const LibraryParts& parts, Engines& engines, ConceptAlbums& albums)
    : m_parts(parts)
    , m_engines(engines)
    , m_albums(albums)
{}

Result<SearchResponse> Searcher::search(const SearchRequest& request, const std::stop_token& stop)
{
    if (request.terms.empty())
        return fail(ErrorCode::InvalidArgument, "A search needs at least one picture or word"_msg);
    const auto session = QuerySession::open(m_parts, m_engines, stop);
    if (!session)
        return fail(session);
    return search(request, *session, session->context());
}

Result<SearchResponse> Searcher::searchFitted(const SearchRequest& request, const LabelFit* fit,
                                              const std::stop_token& stop)
{
    const auto session = QuerySession::open(m_parts, m_engines, stop);
    if (!session)
        return fail(session);
    QueryContext context = session->context();
    context.fit = fit;
    return search(request, *session, context);
}

Result<SearchResponse> Searcher::search(const SearchRequest& request, const QuerySession& session,
                                        const QueryContext& context)
{
    const std::stop_token& stop = context.stop;
    const std::shared_ptr<const EmbeddingIndex>& index = session.index();
    auto query = combineTerms(request.terms, context);
    if (!query)
        return fail(query);
    auto unknownMarks = applyMarks(*query, request.marks, context);
    if (!unknownMarks)
        return fail(unknownMarks);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
    const auto allowed = m_albums.allowed(request.filter, session);
    if (!allowed)
        return fail(allowed);

    NeighborQuery options;
    options.topK = request.topK + (request.excludeSelf ? query->contents.size() : 0);
    // Scores of words and marks lie closer together, so that the last of many are less surely
    // found.
    if (query->background || !request.marks.empty())
        options.topK *= 3;
    // The limit is of what the user sees.
    if (request.minScore > -1)
        options.minScore = static_cast<float>((request.minScore - query->offset) / query->scale);
    options.allowed = allowed->get();
    options.stop = stop;
    SearchHits hits(request, query->contents, allowed->get(), session.reader());
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
    rateHits(response.hits, *query, static_cast<std::size_t>(response.searched));
    response.onlyBackground = query->background && response.searched >= kEnoughToStandOut &&
                              !response.hits.empty() &&
                              response.hits.front().band == ScoreBand::Weak;
    response.unknownMarks = std::move(*unknownMarks);
    response.warning = unknownLettersWarning(session.engine().space().model, query->unknownLetters);
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
