// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/concept_albums.h"

#include "core/library/concept_query.h"

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

constexpr std::size_t kMostAlbums = 64;
/// Of a larger library, a concept has no more than a part: the sketches of an index save nothing
/// where most of it is asked for.
constexpr std::size_t kSmallLibrary = 16384;
constexpr std::size_t kLargestPart = 3;

/// Where all photos are alike, their scores differ by rounding alone, and end at 1.
constexpr double kRoundedCosine = 1e-6;

std::size_t mostMembers(std::size_t photos)
{
    return photos <= kSmallLibrary ? photos : photos / kLargestPart;
}

} // namespace

ConceptAlbums::ConceptAlbums(const LibraryParts& parts)
    : m_parts(parts)
    , m_albums(kMostAlbums)
{}

std::optional<std::size_t> ConceptAlbums::lastCount(ConceptId id) const
{
    const std::lock_guard lock(m_mutex);
    const auto count = m_counts.find(id);
    return count == m_counts.end() ? std::nullopt : std::optional(count->second);
}

Result<std::shared_ptr<const ConceptMembers>> ConceptAlbums::members(ConceptId id,
                                                                     const QuerySession& session)
{
    const auto row = session.reader().findConcept(id);
    if (!row)
        return fail(row);
    if (!*row)
        return fail(ErrorCode::NotFound, "There is no such concept"_msg);
    const auto findable = m_parts.filters.allowed({}, session.reader());
    if (!findable)
        return fail(findable);
    if (const auto album = m_albums.find(id))
        if ((*album)->row == **row && (*album)->index.lock() == session.index() &&
            (*album)->fit == session.fit() && (*album)->findable == *findable)
            return (*album)->members;
    auto found = look(**row, findable->get(), session);
    if (!found)
        return found;
    m_albums.insert(id, std::make_shared<const Album>(Album{std::move(**row), session.index(),
                                                            session.fit(), *findable, *found}));
    const std::lock_guard lock(m_mutex);
    m_counts[id] = (*found)->contents.size();
    return found;
}

Result<std::shared_ptr<const ConceptMembers>>
ConceptAlbums::look(const ConceptRow& row, const ContentSet* findable, const QuerySession& session)
{
    auto query = queryOf(row, session.context());
    if (!query)
        return fail(query);
    const ScoreStatistics& background = *query->query.background;
    NeighborQuery options;
    options.topK = mostMembers(session.index()->size());
    const double least = background.median + query->least * background.spreadBelow;
    options.minScore = static_cast<float>(std::min(least, 1.0) - kRoundedCosine);
    options.allowed = findable;
    options.stop = session.stop();
    const auto neighbors = session.index()->search(query->query.vector, options);
    if (!neighbors)
        return fail(neighbors);
    auto members = std::make_shared<ConceptMembers>();
    members->least = query->least;
    members->contents.reserve(neighbors->size());
    members->scores.reserve(neighbors->size());
    for (const Neighbor& neighbor : *neighbors) {
        members->contents.push_back(neighbor.content);
        members->scores.push_back(
            static_cast<float>(background.standout(static_cast<double>(neighbor.score))));
    }
    return members;
}

Result<std::shared_ptr<const ContentSet>> ConceptAlbums::allowed(const ContentFilter& filter,
                                                                 const QuerySession& session)
{
    ContentFilter rest = filter;
    rest.concepts.clear();
    auto passed = m_parts.filters.allowed(rest, session.reader());
    if (!passed || filter.concepts.empty())
        return passed;
    auto both = std::make_shared<ContentSet>();
    for (const ConceptId id : filter.concepts) {
        const auto album = members(id, session);
        if (!album)
            return fail(album);
        for (const ContentId content : (*album)->contents)
            if (*passed == nullptr || (*passed)->contains(content))
                both->insert(content);
    }
    return both;
}

} // namespace lookalike
