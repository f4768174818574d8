// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/likeness_order.h"

#include "core/catalog/catalog_reader.h"
#include "core/library/stored_embeddings.h"
#include "core/map/sorted_grid.h"
#include "core/map/strips.h"

#include <algorithm>

namespace lookalike {

namespace {

/// More take seconds to sort.
constexpr std::size_t kManyToSort = 2000;

/// The order of the map, cut to `columns`; what is not on it comes last. `sorted` is ascending.
std::vector<ContentId> orderOfMap(const PhotoMap& map, std::size_t columns,
                                  std::span<const ContentId> contents,
                                  std::span<const ContentId> sorted)
{
    std::vector<ContentId> order;
    order.reserve(contents.size());
    if (!map.levels().empty())
        for (const ContentId content : inStrips(map.levels()[0], columns)) {
            const auto wanted = std::ranges::equal_range(sorted, content);
            order.insert(order.end(), wanted.begin(), wanted.end());
        }
    for (const ContentId content : contents)
        if (!map.cellOf(content))
            order.push_back(content);
    return order;
}

Result<StoredEmbeddings> readSome(CatalogReader& reader, SpaceId space,
                                  std::span<const ContentId> contents, const std::stop_token& stop)
{
    StoredEmbeddings embeddings;
    for (const ContentId content : contents) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        const auto embedding = reader.embedding(space, content);
        if (!embedding)
            return fail(embedding);
        if (*embedding)
            embeddings.add(content, **embedding);
    }
    return embeddings;
}

} // namespace

Result<std::vector<ContentId>> sortByLikeness(std::span<const ContentId> contents,
                                              std::size_t columns, Catalog& catalog,
                                              const SpaceManager& spaces, LibraryMap& map,
                                              const std::stop_token& stop)
{
    std::vector<ContentId> sorted(contents.begin(), contents.end());
    const auto space = spaces.current();
    if (!space)
        return fail(space);
    if (!*space)
        return sorted;
    // Ascending: the rows are read in their order, and the same photos always lie the same way.
    std::ranges::sort(sorted);
    if (columns > 0 && contents.size() > kManyToSort &&
        2 * contents.size() > (*space)->embeddings) {
        const auto whole = map.get(MapOrder::Kept, stop);
        if (!whole)
            return fail(whole);
        return orderOfMap(*whole, columns, contents, sorted);
    }
    const auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    const auto embeddings = readSome(**reader, (*space)->id, sorted, stop);
    if (!embeddings)
        return fail(embeddings);
    TaskPool pool;
    const auto grid =
        sortRows(embeddings->rows(), {.columns = std::min(columns, contents.size())}, pool, stop);
    if (!grid)
        return fail(grid);
    sorted.clear();
    for (const std::uint32_t row : grid->cells)
        sorted.push_back(embeddings->contents[row]);
    for (const ContentId content : contents)
        if (!std::ranges::binary_search(embeddings->contents, content))
            sorted.push_back(content);
    return sorted;
}

} // namespace lookalike
