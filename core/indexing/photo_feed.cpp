// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/photo_feed.h"

namespace lookalike {

namespace {
constexpr std::size_t kPage = 512;
}

PhotoFeed::PhotoFeed(std::unique_ptr<CatalogReader> reader, SpaceId space)
    : m_reader(std::move(reader))
    , m_space(space)
{}

Result<std::optional<PhotoFeed::Item>> PhotoFeed::next()
{
    const std::lock_guard lock(m_mutex);
    if (m_page.empty() && !m_exhausted) {
        auto page = m_reader->filesToIndex(m_space, m_last, kPage);
        if (!page)
            return fail(page);
        m_exhausted = page->empty();
        if (!m_exhausted)
            m_last = page->back().id;
        m_page.assign(std::make_move_iterator(page->begin()), std::make_move_iterator(page->end()));
    }
    std::deque<FileRow>& from = m_page.empty() ? m_again : m_page;
    if (from.empty())
        return std::nullopt;
    Item item{std::move(from.front()), &from == &m_again};
    from.pop_front();
    return item;
}

void PhotoFeed::putBack(FileRow file)
{
    const std::lock_guard lock(m_mutex);
    m_again.push_back(std::move(file));
}

} // namespace lookalike
