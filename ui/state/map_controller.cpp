// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/map_controller.h"

#include "ui/bridge/library_session.h"

#include <limits>

namespace lookalike {

MapController::MapController(LibrarySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_photos(session, std::numeric_limits<int>::max())
    , m_maker(session.background(), BackgroundRunner::Policy::LatestWins, 1, QThread::LowPriority)
{
    const auto renew = [this] {
        m_isOutdated = true;
        if (m_isWatched)
            make(MapOrder::Kept);
    };
    connect(&m_session, &LibrarySession::opened, this, renew);
    connect(&m_session, &LibrarySession::folderRemoved, this, renew);
    connect(&m_session.indexing(), &Indexing::finished, this,
            [renew](const IndexingSummary& summary) {
                // Files that were read again were not there until then.
                if (summary.embedded > 0 || summary.reused > 0 || summary.added > 0 ||
                    summary.missing > 0)
                    renew();
            });
    connect(&m_session, &LibrarySession::catalogReplaced, this, [this] {
        m_maker.cancel();
        m_map = {};
        m_isKnown = false;
        m_photos.clear();
        Q_EMIT mapChanged();
    });
    connect(&m_photos, &KnownPhotos::known, this, &MapController::known);
    connect(&m_maker, &BackgroundRunner::busyChanged, this, &MapController::stateChanged);
}

void MapController::setWatched(bool watched)
{
    m_isWatched = watched;
    if (watched && m_isOutdated)
        make(MapOrder::Kept);
}

void MapController::sortAgain()
{
    make(MapOrder::Sorted);
}

void MapController::make(MapOrder order)
{
    m_error.reset();
    const bool runs = m_maker.start(
        this,
        [order](PhotoLibrary& library, const std::stop_token& stop) {
            return library.map(order, stop);
        },
        &MapController::take,
        [this](const Error& error) {
            if (error.code == ErrorCode::Cancelled)
                return;
            m_error = error;
            Q_EMIT stateChanged();
        });
    if (runs)
        m_isOutdated = false;
}

void MapController::take(PhotoMap map)
{
    m_map = std::move(map);
    m_isKnown = true;
    m_photos.clear(); // files may have moved
    Q_EMIT mapChanged();
}

const SearchHit* MapController::photo(ContentId content) const
{
    return m_photos.photo(content);
}

void MapController::ask(const std::vector<ContentId>& contents)
{
    m_photos.ask(contents);
}

} // namespace lookalike
