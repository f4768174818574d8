// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/format.h"
#include "core/library/library_core.h"
#include "core/library/previous_encoder.h"
#include "core/library/space_rows.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr std::size_t kRowsPerTransaction = 2000;

bool isFormer(const EncoderInfo& info, const EmbeddingSpace& space)
{
    return std::ranges::find(info.formerSpaces, space.id) != info.formerSpaces.end();
}

} // namespace

Result<std::vector<SpaceRow>> readSpaces(const Catalog& catalog)
{
    auto reader = catalog.reader();
    return reader ? (*reader)->spaces() : fail(reader);
}

Result<LibraryCore::Engine*> LibraryCore::ensureSearchEngine()
{
    if (!m_previousLoader)
        return ensureEngine();
    const auto spaces = readSpaces(*m_catalog);
    if (!spaces)
        return fail(spaces);
    const auto current = std::ranges::find_if(*spaces, &SpaceRow::current);
    if (current == spaces->end())
        return ensureEngine();
    const auto isCurrent = [&](const Engine& candidate) {
        return candidate.encoder->info().space.id == current->space.id;
    };
    if (Engine* const ready = m_ready; ready != nullptr && isCurrent(*ready))
        return ready;

    const std::lock_guard lock(m_previousMutex);
    for (const auto& former : m_previousEngines)
        if (isCurrent(*former))
            return former.get();
    if (m_unavailableSpaces.contains(current->space.id))
        return ensureEngine();
    auto encoder = m_previousLoader(current->space);
    if (encoder && !*encoder) {
        const auto ready = ensureEngine();
        return ready ? engineFor(**ready, current->space) : ready;
    }
    // A model of the same name may have other weights by now.
    if (!encoder || (*encoder)->info().space.id != current->space.id) {
        m_unavailableSpaces.insert(current->space.id);
        return ensureEngine();
    }
    auto made = makeEngine(std::move(*encoder));
    if (!made)
        return fail(made);
    m_previousEngines.push_back(std::move(*made));
    return m_previousEngines.back().get();
}

Result<LibraryCore::Engine*> LibraryCore::engineFor(Engine& ready, const EmbeddingSpace& current)
{
    if (!isFormer(ready.encoder->info(), current))
        return &ready;
    auto made = makeEngine(std::make_shared<PreviousEncoder>(ready.encoder, current));
    if (!made)
        return fail(made);
    m_previousEngines.push_back(std::move(*made));
    return m_previousEngines.back().get();
}

Result<> LibraryCore::adoptEmbeddings(SpaceId space, const EncoderInfo& info)
{
    auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    const auto rows = (*reader)->spaces();
    if (!rows)
        return fail(rows);
    const auto current = std::ranges::find_if(*rows, &SpaceRow::current);
    if (current == rows->end() || !isFormer(info, current->space))
        return {};
    // Page by page: each is kept, and one that is there is not copied again after an interruption.
    for (ContentId last;;) {
        std::vector<EmbeddingRow> page;
        auto visited = (*reader)->forEachEmbedding(
            current->id, last, [&](ContentId content, std::span<const std::uint16_t> vector) {
                page.push_back({content, {vector.begin(), vector.end()}});
                return page.size() < kRowsPerTransaction;
            });
        if (!visited)
            return visited;
        if (page.empty())
            return {};
        last = page.back().content;
        Result<> looked;
        std::erase_if(page, [&](const EmbeddingRow& row) {
            const auto known = (*reader)->hasEmbedding(space, row.content);
            const auto content = (*reader)->content(row.content);
            if (!known || !content)
                looked = fail(known ? content.error() : known.error());
            return !known || !content || *known || !*content ||
                   formatMayHaveAlpha((*content)->format);
        });
        if (!looked)
            return looked;
        auto written = m_catalog->write([&](CatalogWriter& writer) -> Result<> {
            for (const EmbeddingRow& row : page)
                if (auto put = writer.putEmbedding(space, row); !put)
                    return put;
            return {};
        });
        if (!written)
            return written;
    }
}

Result<SpaceRow> LibraryCore::findSpace(SpaceId space)
{
    const auto spaces = readSpaces(*m_catalog);
    if (!spaces)
        return fail(spaces);
    const auto found = std::ranges::find(*spaces, space, &SpaceRow::id);
    if (found == spaces->end())
        return fail(ErrorCode::NotFound, "There is no such embedding space"_msg);
    return *found;
}

Result<> LibraryCore::useSpace(SpaceId space)
{
    const auto row = findSpace(space);
    if (!row)
        return fail(row);
    // Files that wait to be read again are counted nowhere: the current space tells of them.
    const auto current = currentSpace();
    const std::uint64_t known = current ? current->embeddings : 0;
    const std::uint64_t missing =
        std::max(row->toEmbed, known > row->embeddings ? known - row->embeddings : 0);
    if (missing > 0)
        return fail(ErrorCode::Conflict,
                    "%1 photos have not been read with %2 yet: index with it first"_msg(
                        missing, row->space.model));
    return makeCurrent(row->space);
}

Result<> LibraryCore::makeCurrent(const EmbeddingSpace& space)
{
    auto written = m_catalog->write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto put = writer.putSpace(space, true);
            return put ? Result<>() : fail(put);
        },
        Durability::Decision);
    ++m_generation;
    return written;
}

Result<> LibraryCore::promoteIfComplete(const EmbeddingSpace& space, IndexingSummary& summary)
{
    const auto rows = readSpaces(*m_catalog);
    if (!rows)
        return fail(rows);
    const auto current = std::ranges::find_if(*rows, &SpaceRow::current);
    const auto next =
        std::ranges::find(*rows, space.id, [](const SpaceRow& row) { return row.space.id; });
    if (current != rows->end() && current == next)
        return {};
    // Of folders that are offline, or of one that went away in the middle, only the former space
    // knows the photos. New ones are only in this space: once they are more, it is the better one.
    if (current != rows->end() && next != rows->end() && next->toEmbed > current->toEmbed) {
        summary.problems.push_back(
            {ErrorCode::NotFound,
             "%1 photos in folders that are offline have not been read with %2 yet, so "
             "searches still use %3"_msg(next->toEmbed, space.model, current->space.model),
             {}});
        return {};
    }
    return makeCurrent(space);
}

Result<> LibraryCore::removeSpace(SpaceId space)
{
    const auto row = findSpace(space);
    if (!row)
        return fail(row);
    if (row->current)
        return fail(ErrorCode::Conflict,
                    "Searches use %1; it can be removed once another model has read all photos"_msg(
                        row->space.model));
    const Engine* const ready = m_ready;
    const bool inUse = ready != nullptr && ready->encoder->info().space.id == row->space.id;
    const std::lock_guard lock(m_previousMutex);
    if (inUse || m_indexing || std::ranges::any_of(m_previousEngines, [&](const auto& former) {
            return former->encoder->info().space.id == row->space.id;
        }))
        return fail(ErrorCode::Conflict,
                    "The model %1 is in use; try again after a restart"_msg(row->space.model));
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
