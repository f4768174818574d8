// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/space_manager.h"

#include "core/catalog/space_rows.h"
#include "core/image/format.h"
#include "core/library/previous_encoder.h"

#include <algorithm>
#include <vector>

namespace lookalike {

namespace {

constexpr std::size_t kRowsPerTransaction = 2000;

/// The next embeddings of `from` after `after`; empty at the end.
Result<std::vector<EmbeddingRow>> nextPage(CatalogReader& reader, SpaceId from, ContentId after)
{
    std::vector<EmbeddingRow> page;
    auto visited = reader.forEachEmbedding(
        from, after, [&](ContentId content, std::span<const std::uint16_t> vector) {
            page.push_back({content, {vector.begin(), vector.end()}});
            return page.size() < kRowsPerTransaction;
        });
    if (!visited)
        return fail(visited);
    return page;
}

/// Whether the content's embedding is missing in `to` and would be the same there.
Result<bool> mayCopy(CatalogReader& reader, SpaceId to, ContentId content)
{
    const auto known = reader.hasEmbedding(to, content);
    if (!known)
        return fail(known);
    const auto row = reader.content(content);
    if (!row)
        return fail(row);
    return !*known && *row && !formatMayHaveAlpha((*row)->format);
}

} // namespace

SpaceManager::SpaceManager(const LibraryParts& parts, Engines& engines)
    : m_parts(parts)
    , m_engines(engines)
{}

Result<std::optional<SpaceRow>> SpaceManager::current() const
{
    const auto rows = readSpaces(m_parts.catalog);
    if (!rows)
        return fail(rows);
    const SpaceRow* const row = currentSpace(*rows);
    return row == nullptr ? std::nullopt : std::optional(*row);
}

Result<SpaceRow> SpaceManager::find(SpaceId space) const
{
    const auto rows = readSpaces(m_parts.catalog);
    if (!rows)
        return fail(rows);
    const auto found = std::ranges::find(*rows, space, &SpaceRow::id);
    if (found == rows->end())
        return fail(ErrorCode::NotFound, "There is no such embedding space"_msg);
    return *found;
}

Result<SpaceId> SpaceManager::add(const EncoderInfo& info)
{
    const auto before = current();
    if (!before)
        return fail(before);
    SpaceId id;
    auto written = m_parts.catalog.write([&](CatalogWriter& writer) -> Result<> {
        const auto put = writer.putSpace(info.space, !before->has_value());
        if (!put)
            return fail(put);
        id = *put;
        return {};
    });
    if (written && *before && isFormerSpace(info, (*before)->space))
        written = copyEmbeddings((*before)->id, id);
    if (!written)
        return fail(written);
    return id;
}

// Page by page: each is kept, and one that is there is not copied again after an interruption.
Result<> SpaceManager::copyEmbeddings(SpaceId from, SpaceId to)
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    for (ContentId last;;) {
        const auto page = nextPage(**reader, from, last);
        if (!page)
            return fail(page);
        if (page->empty())
            return {};
        last = page->back().content;
        std::vector<const EmbeddingRow*> copies;
        for (const EmbeddingRow& row : *page) {
            const auto may = mayCopy(**reader, to, row.content);
            if (!may)
                return fail(may);
            if (*may)
                copies.push_back(&row);
        }
        auto written = m_parts.catalog.write([&](CatalogWriter& writer) -> Result<> {
            for (const EmbeddingRow* row : copies)
                if (auto put = writer.putEmbedding(to, *row); !put)
                    return put;
            return {};
        });
        if (!written)
            return written;
    }
}

Result<> SpaceManager::promoteIfComplete(const EmbeddingSpace& space, IndexingSummary& summary)
{
    const auto rows = readSpaces(m_parts.catalog);
    if (!rows)
        return fail(rows);
    const SpaceRow* const before = currentSpace(*rows);
    if (before != nullptr && before->space.id == space.id)
        return {};
    const auto next =
        std::ranges::find(*rows, space.id, [](const SpaceRow& row) { return row.space.id; });
    // Of folders that are offline, or of one that went away in the middle, only the former space
    // knows the photos. New ones are only in this space: once they are more, it is the better one.
    if (before != nullptr && next != rows->end() && next->toEmbed > before->toEmbed) {
        summary.problems.push_back({ErrorCode::NotFound,
                                    "%1 photos in folders that are offline have not been read "
                                    "with %2 yet, so searches still use %3"_msg(
                                        next->toEmbed, space.model, before->space.model),
                                    {}});
        return {};
    }
    return makeCurrent(space);
}

Result<> SpaceManager::use(SpaceId space)
{
    const auto row = find(space);
    if (!row)
        return fail(row);
    // Files that wait to be read again are counted nowhere: the current space tells of them.
    const auto before = current();
    if (!before)
        return fail(before);
    const std::uint64_t known = *before ? (*before)->embeddings : 0;
    const std::uint64_t missing =
        std::max(row->toEmbed, known > row->embeddings ? known - row->embeddings : 0);
    if (missing > 0)
        return fail(ErrorCode::Conflict,
                    "%1 photos have not been read with %2 yet: index with it first"_msg(
                        missing, row->space.model));
    return makeCurrent(row->space);
}

Result<> SpaceManager::makeCurrent(const EmbeddingSpace& space)
{
    auto written = m_parts.catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto put = writer.putSpace(space, true);
            return put ? Result<>() : fail(put);
        },
        Durability::Decision);
    m_parts.filters.catalogChanged();
    return written;
}

Result<> SpaceManager::remove(SpaceId space)
{
    const auto row = find(space);
    if (!row)
        return fail(row);
    if (row->current)
        return fail(ErrorCode::Conflict,
                    "Searches use %1; it can be removed once another model has read all photos"_msg(
                        row->space.model));
    return m_engines.whileUnused(row->space, [&]() -> Result<> {
        auto removed = m_parts.catalog.write(
            [&](CatalogWriter& writer) { return writer.removeSpace(space); }, Durability::Decision);
        if (!removed)
            return removed;
        m_parts.filters.catalogChanged();
        std::error_code ignored; // an index without its space is never opened
        std::filesystem::remove(indexFile(m_parts.catalog, row->space), ignored);
        std::filesystem::remove(fitFile(m_parts.catalog, row->space), ignored);
        return {};
    });
}

} // namespace lookalike
