// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_map.h"

#include "core/base/log.h"
#include "core/library/stored_embeddings.h"
#include "core/library/stored_map.h"
#include "core/map/sorted_grid.h"
#include "core/search/content_set.h"
#include "core/search/kernels.h"

#include <algorithm>

namespace lookalike {

namespace {

/// A map of which more than this share is new is sorted again.
constexpr double kMostNew = 0.5;
/// A small library changes as a whole, and is sorted at once.
constexpr std::size_t kSmall = 2000;
/// How many neighbours of a new photo are asked for: the first of them may be new, too.
constexpr std::size_t kNeighbours = 16;

Result<StoredEmbeddings> readEmbeddings(CatalogReader& reader, SpaceId space,
                                        const std::vector<ContentId>& present,
                                        const std::stop_token& stop)
{
    StoredEmbeddings embeddings;
    auto next = present.begin();
    const auto visited = reader.forEachEmbedding(
        space, {}, [&](ContentId content, std::span<const std::uint16_t> embedding) {
            next = std::lower_bound(next, present.end(), content);
            if (next == present.end() || stop.stop_requested())
                return false;
            if (*next == content)
                embeddings.add(content, embedding);
            return true;
        });
    if (!visited)
        return fail(visited);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    return embeddings;
}

/// Of some photos the one nearest to their mean.
ContentId medoid(const std::vector<ContentId>& members, const StoredEmbeddings& embeddings,
                 std::span<const MapPoint> points)
{
    const auto pointOf = [&](ContentId content) -> const MapPoint& {
        const auto at = std::ranges::lower_bound(embeddings.contents, content);
        return points[static_cast<std::size_t>(at - embeddings.contents.begin())];
    };
    MapPoint mean{};
    for (const ContentId member : members)
        for (std::size_t i = 0; i < kMapAxes; ++i)
            mean[i] += pointOf(member)[i] / static_cast<float>(members.size());
    return *std::ranges::min_element(members, {}, [&](ContentId member) {
        const MapPoint& point = pointOf(member);
        return dot(point, point) - 2 * dot(point, mean); // the squared distance, less a constant
    });
}

} // namespace

LibraryMap::LibraryMap(const LibraryParts& parts, Engines& engines, const SpaceManager& spaces)
    : m_parts(parts)
    , m_engines(engines)
    , m_spaces(spaces)
{}

Result<PhotoMap> LibraryMap::get(MapOrder order, const std::stop_token& stop)
{
    const std::lock_guard lock(m_mutex);
    const auto space = m_spaces.current();
    if (!space)
        return fail(space);
    if (!*space)
        return PhotoMap();
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto present = (*reader)->contents({});
    if (!present)
        return fail(present);
    std::optional<PhotoMap> map;
    if (order == MapOrder::Kept && present->size() > kSmall)
        map = loadMap((*space)->space, m_parts.catalog.file(), present->back());
    if (map) {
        auto updated = update(std::move(*map), **reader, **space, *present, stop);
        if (!updated)
            return fail(updated);
        if (*updated)
            return std::move(**updated);
    }
    return sort(**reader, **space, *present, stop);
}

Result<PhotoMap> LibraryMap::sort(CatalogReader& reader, const SpaceRow& space,
                                  const std::vector<ContentId>& present,
                                  const std::stop_token& stop) const
{
    const auto embeddings = readEmbeddings(reader, space.id, present, stop);
    if (!embeddings)
        return fail(embeddings);
    const SortOptions options;
    TaskPool pool;
    const auto points = projectRows(embeddings->rows(), options.seed, pool, stop);
    if (!points)
        return fail(points);
    const auto grid = sortPoints(*points, options, pool, stop);
    if (!grid)
        return fail(grid);
    MapLevel finest{grid->columns, {}};
    for (const std::uint32_t row : grid->cells)
        finest.cells.push_back(embeddings->contents[row]);
    PhotoMap map(std::move(finest), [&](const std::vector<ContentId>& members) {
        return medoid(members, *embeddings, *points);
    });
    store(map, space.space);
    return map;
}

Result<std::optional<PhotoMap>> LibraryMap::update(PhotoMap map, CatalogReader& reader,
                                                   const SpaceRow& space,
                                                   const std::vector<ContentId>& present,
                                                   const std::stop_token& stop)
{
    ContentSet isPresent;
    for (const ContentId content : present)
        isPresent.insert(content);
    const std::size_t removed =
        map.removeUnless([&](ContentId content) { return isPresent.contains(content); });
    std::vector<PhotoMap::Newcomer> newcomers;
    for (const ContentId content : present) {
        if (map.cellOf(content))
            continue;
        const auto isEmbedded = reader.hasEmbedding(space.id, content);
        if (!isEmbedded)
            return fail(isEmbedded);
        if (*isEmbedded)
            newcomers.push_back({content, {}});
    }
    if (static_cast<double>(newcomers.size()) > kMostNew * static_cast<double>(map.size()))
        return std::nullopt;
    if (newcomers.empty()) {
        if (removed > 0)
            store(map, space.space);
        return map;
    }
    const auto engine = m_engines.ensureSearchEngine();
    if (!engine)
        return fail(engine);
    const auto index = (*engine)->index();
    for (PhotoMap::Newcomer& newcomer : newcomers) {
        const auto embedding = reader.embedding(space.id, newcomer.content);
        if (!embedding)
            return fail(embedding);
        if (!*embedding || (*embedding)->size() != static_cast<std::size_t>(index->dim()))
            continue;
        std::vector<float> query((*embedding)->size());
        kernels::widenFloat16(**embedding, query);
        NeighborQuery options;
        options.topK = kNeighbours;
        options.stop = stop;
        const auto neighbours = index->search(query, options);
        if (!neighbours)
            return fail(neighbours);
        const auto known = std::ranges::find_if(*neighbours, [&](const Neighbor& each) {
            return map.cellOf(each.content).has_value();
        });
        if (known != neighbours->end())
            newcomer.neighbour = known->content;
    }
    map.add(newcomers);
    store(map, space.space);
    return map;
}

void LibraryMap::store(const PhotoMap& map, const EmbeddingSpace& space) const
{
    if (m_parts.catalog.isReadOnly() || map.size() <= kSmall)
        return;
    if (const auto written = storeMap(map, space, m_parts.catalog.file()); !written)
        logWarning("The map cannot be stored, and is sorted again next time: " +
                   written.error().text());
}

} // namespace lookalike
