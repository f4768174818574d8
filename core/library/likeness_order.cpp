// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/likeness_order.h"

#include "core/catalog/catalog_reader.h"
#include "core/library/stored_embeddings.h"
#include "core/map/sorted_grid.h"

#include <algorithm>

namespace lookalike {

Result<std::vector<ContentId>> sortByLikeness(std::span<const ContentId> contents,
                                              std::size_t columns, Catalog& catalog,
                                              const SpaceManager& spaces,
                                              const std::stop_token& stop)
{
    std::vector<ContentId> sorted(contents.begin(), contents.end());
    const auto space = spaces.current();
    if (!space)
        return fail(space);
    if (!*space)
        return sorted;
    const auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    // Ascending: the rows are read in their order, and the same photos always lie the same way.
    std::ranges::sort(sorted);
    StoredEmbeddings embeddings;
    for (const ContentId content : sorted) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        const auto embedding = (*reader)->embedding((*space)->id, content);
        if (!embedding)
            return fail(embedding);
        if (*embedding)
            embeddings.add(content, **embedding);
    }
    ScanPool pool;
    const auto grid =
        sortRows(embeddings.rows(), {.columns = std::min(columns, contents.size())}, pool, stop);
    if (!grid)
        return fail(grid);
    sorted.clear();
    for (const std::uint32_t row : grid->cells)
        sorted.push_back(embeddings.contents[row]);
    for (const ContentId content : contents)
        if (!std::ranges::binary_search(embeddings.contents, content))
            sorted.push_back(content);
    return sorted;
}

} // namespace lookalike
