// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/map_controller.h"

#include "ui/bridge/library_session.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <span>
#include <utility>

namespace lookalike {

namespace {

constexpr std::size_t kReadAtOnce = 1000;

/// What is known of many photos; stops soon when it is told to.
Result<std::vector<SearchHit>> readAll(PhotoLibrary& library, std::span<const ContentId> contents,
                                       const std::stop_token& stop)
{
    std::vector<SearchHit> all;
    while (!contents.empty()) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        const std::size_t count = std::min(kReadAtOnce, contents.size());
        auto photos = library.photos(contents.first(count));
        if (!photos)
            return fail(photos);
        std::ranges::move(*photos, std::back_inserter(all));
        contents = contents.subspan(count);
    }
    return all;
}

} // namespace

MapController::MapController(LibrarySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_photos(session, std::numeric_limits<int>::max())
    , m_maker(session.background(), BackgroundRunner::Policy::LatestWins, 1, QThread::LowPriority)
    , m_selector(session.background(), BackgroundRunner::Policy::LatestWins)
{
    const auto renew = [this] {
        m_isOutdated = true;
        if (m_isWatched)
            make(MapOrder::Kept);
    };
    connect(&m_session, &LibrarySession::opened, this, renew);
    connect(&m_session, &LibrarySession::folderRemoved, this, renew);
    connect(&m_session, &LibrarySession::photosMoved, this, renew);
    connect(&m_session.indexing(), &Indexing::finished, this,
            [renew](const IndexingSummary& summary) {
                // Files that were read again were not there until then.
                if (summary.embedded > 0 || summary.reused > 0 || summary.added > 0 ||
                    summary.missing > 0)
                    renew();
            });
    connect(&m_session, &LibrarySession::catalogReplaced, this, [this] {
        m_maker.cancel();
        deselect();
        m_isKnown = false;
        replaceMap({});
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
    m_isKnown = true;
    replaceMap(std::move(map));
}

void MapController::replaceMap(PhotoMap map)
{
    Q_EMIT mapAboutToChange();
    m_map = std::move(map);
    m_photos.clear(); // files may have moved
    Q_EMIT mapChanged();
}

void MapController::deselect()
{
    m_selector.cancel();
    m_selection.clear();
    m_isSelectionKnown = false;
}

void MapController::select(std::vector<ContentId> contents)
{
    deselect();
    const bool isKnown = std::ranges::all_of(contents, [this](ContentId content) {
        return photo(content) != nullptr || isMissing(content);
    });
    if (isKnown) {
        for (const ContentId content : contents)
            if (const SearchHit* known = photo(content))
                m_selection.push_back(*known);
        m_isSelectionKnown = true;
        Q_EMIT selectionKnown();
        return;
    }
    m_selector.start(
        this,
        [contents = std::move(contents)](PhotoLibrary& library, const std::stop_token& stop) {
            return readAll(library, contents, stop);
        },
        [this](Result<std::vector<SearchHit>> photos) {
            if (!photos)
                return;
            m_selection = std::move(*photos);
            m_isSelectionKnown = true;
            Q_EMIT selectionKnown();
        });
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
