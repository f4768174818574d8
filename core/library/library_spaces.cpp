// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_core.h"

#include <algorithm>

namespace lookalike {

Result<LibraryCore::Engine*> LibraryCore::searchEngine()
{
    if (!m_formerLoader)
        return engine();
    auto reader = m_catalog->reader();
    if (!reader)
        return fail(std::move(reader));
    const auto spaces = (*reader)->spaces();
    if (!spaces)
        return tl::unexpected(spaces.error());
    const auto current = std::ranges::find_if(*spaces, &SpaceRow::current);
    if (current == spaces->end())
        return engine();
    const auto isCurrent = [&](const Engine& candidate) {
        return candidate.encoder->info().space.id == current->space.id;
    };
    if (Engine* const ready = m_ready; ready != nullptr && isCurrent(*ready))
        return ready;

    const std::lock_guard lock(m_formerMutex);
    for (const auto& former : m_former)
        if (isCurrent(*former))
            return former.get();
    if (m_gone.contains(current->space.id))
        return engine();
    auto encoder = m_formerLoader(current->space);
    if (encoder && !*encoder)
        return engine();
    // A model of the same name may have other weights by now.
    if (!encoder || (*encoder)->info().space.id != current->space.id) {
        m_gone.insert(current->space.id);
        return engine();
    }
    auto made = makeEngine(std::move(*encoder));
    if (!made)
        return fail(std::move(made));
    m_former.push_back(std::move(*made));
    return m_former.back().get();
}

Result<SpaceRow> LibraryCore::findSpace(SpaceId space)
{
    auto reader = m_catalog->reader();
    if (!reader)
        return fail(std::move(reader));
    const auto spaces = (*reader)->spaces();
    if (!spaces)
        return tl::unexpected(spaces.error());
    const auto found = std::ranges::find(*spaces, space, &SpaceRow::id);
    if (found == spaces->end())
        return fail(ErrorCode::NotFound, "There is no such embedding space");
    return *found;
}

Result<> LibraryCore::useSpace(SpaceId space)
{
    const auto row = findSpace(space);
    if (!row)
        return tl::unexpected(row.error());
    // Files that wait to be read again are counted nowhere: the current space tells of them.
    const auto current = currentSpace();
    const std::uint64_t known = current ? current->embeddings : 0;
    const std::uint64_t missing =
        std::max(row->toEmbed, known > row->embeddings ? known - row->embeddings : 0);
    if (missing > 0)
        return fail(ErrorCode::Conflict, std::to_string(missing) + " photos are missing in " +
                                             row->space.model + ": index with it first");
    auto written = m_catalog->write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto put = writer.putSpace(row->space, true);
            return put ? Result<>() : tl::unexpected(put.error());
        },
        Durability::Decision);
    ++m_generation;
    return written;
}

Result<> LibraryCore::removeSpace(SpaceId space)
{
    const auto row = findSpace(space);
    if (!row)
        return tl::unexpected(row.error());
    if (row->current)
        return fail(ErrorCode::Conflict, "Searches use " + row->space.model +
                                             "; it can be removed once another model is complete");
    const Engine* const ready = m_ready;
    const bool inUse = ready != nullptr && ready->encoder->info().space.id == row->space.id;
    const std::lock_guard lock(m_formerMutex);
    if (inUse || m_indexing || std::ranges::any_of(m_former, [&](const auto& former) {
            return former->encoder->info().space.id == row->space.id;
        }))
        return fail(ErrorCode::Conflict,
                    "The model " + row->space.model + " is in use; try again after a restart");
    auto removed = m_catalog->write(
        [&](CatalogWriter& writer) { return writer.removeSpace(space); }, Durability::Decision);
    if (!removed)
        return removed;
    ++m_generation;
    std::error_code ignored; // an index without its space is never opened
    std::filesystem::remove(sidecar(row->space), ignored);
    return {};
}

} // namespace lookalike
