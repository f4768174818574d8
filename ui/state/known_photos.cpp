// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/known_photos.h"

#include "ui/bridge/library_session.h"

#include <utility>

namespace lookalike {

KnownPhotos::KnownPhotos(LibrarySession& session, int most, QObject* parent)
    : QObject(parent)
    , m_most(most)
    , m_asker(session.background(), BackgroundRunner::Policy::LatestWins)
{}

const SearchHit* KnownPhotos::photo(ContentId content) const
{
    const auto found = m_photos.constFind(content.value());
    return found == m_photos.cend() || !found->photo ? nullptr : &*found->photo;
}

void KnownPhotos::clear()
{
    m_asker.cancel();
    m_photos.clear();
}

bool KnownPhotos::isMissing(ContentId content) const
{
    const auto found = m_photos.constFind(content.value());
    return found != m_photos.cend() && !found->photo;
}

void KnownPhotos::ask(const std::vector<ContentId>& contents, const ContentFilter& filter)
{
    m_wanted = contents;
    std::vector<ContentId> unknown;
    for (const ContentId content : contents)
        if (const auto found = m_photos.constFind(content.value());
            found == m_photos.cend() || found->age != m_age)
            unknown.push_back(content);
    if (unknown.empty())
        return;
    m_asker.start(
        this,
        [unknown, filter](PhotoLibrary& library, const std::stop_token&) {
            return library.photos(unknown, filter);
        },
        [this, unknown, age = m_age](Result<std::vector<SearchHit>> photos) {
            if (photos)
                take(unknown, std::move(*photos), age);
        });
}

void KnownPhotos::take(const std::vector<ContentId>& asked, std::vector<SearchHit> photos, int age)
{
    if (m_photos.size() > m_most) {
        QHash<qint64, Entry> kept;
        for (const ContentId content : m_wanted)
            if (const auto found = m_photos.constFind(content.value()); found != m_photos.cend())
                kept.insert(content.value(), *found);
        m_photos = std::move(kept);
    }
    for (const ContentId content : asked)
        m_photos.insert(content.value(), {std::nullopt, age});
    for (SearchHit& photo : photos) {
        const qint64 content = photo.content.value();
        m_photos.insert(content, {std::move(photo), age});
    }
    Q_EMIT known();
}

} // namespace lookalike
