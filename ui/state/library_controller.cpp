// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/library_controller.h"

#include "ui/bridge/library_session.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr std::size_t kFirstPhotos = 1000; ///< more than one screen
constexpr qint64 kRefreshEveryMs = 2000;   ///< while photos are being read
constexpr qint64 kRefreshTimes = 10;       ///< and not more often than takes a tenth of the time
constexpr int kMostKnown = 10'000;

} // namespace

LibraryController::LibraryController(LibrarySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_list(std::make_shared<const PhotoList>())
    , m_photos(session, kMostKnown)
    , m_lister(session.background(), BackgroundRunner::Policy::LatestWins)
{
    connect(&m_session, &LibrarySession::opened, this, &LibraryController::renew);
    connect(&m_session, &LibrarySession::folderRemoved, this, &LibraryController::renew);
    connect(&m_session, &LibrarySession::photosMoved, this, &LibraryController::renew);
    connect(&m_session.indexing(), &Indexing::progressed, this,
            &LibraryController::renewWhileReading);
    connect(&m_session.indexing(), &Indexing::finished, this,
            [this](const IndexingSummary& summary) {
                if (summary.embedded > 0 || summary.reused > 0 || summary.added > 0 ||
                    summary.changed > 0 || summary.missing > 0)
                    renew();
            });
    connect(&m_session.concepts(), &ConceptRunner::membersChanged, this, [this] {
        if (!m_request.filter.concepts.empty())
            renew();
    });
    // Copies that were found may be left out by the filter.
    connect(&m_session.duplicates(), &DuplicateScanner::finished, this, [this] {
        if (m_request.filter.originalsOnly)
            renew();
    });
    connect(&m_session, &LibrarySession::catalogReplaced, this, [this] {
        m_lister.cancel();
        ++m_starts;
        m_photos.clear();
        take(std::make_shared<const PhotoList>(), false);
        m_isKnown = false;
        Q_EMIT stateChanged();
    });
}

void LibraryController::setOrder(PhotoOrder order, bool descending)
{
    PhotoListRequest request = m_request;
    request.order = order;
    request.descending = descending;
    request.columns = order == PhotoOrder::Likeness ? m_columns : 0;
    ask(request);
}

void LibraryController::setColumns(std::size_t columns)
{
    m_columns = columns;
    setOrder(m_request.order, m_request.descending);
}

void LibraryController::setFilter(const ContentFilter& filter)
{
    PhotoListRequest request = m_request;
    request.filter = filter;
    ask(request);
}

void LibraryController::ask(const PhotoListRequest& request)
{
    if (request == m_request)
        return;
    m_request = request;
    m_photos.clear(); // another file may stand for the same bytes
    m_isKnown = false;
    m_isWhole = false;
    renew();
    Q_EMIT stateChanged();
}

void LibraryController::setWatched(bool watched)
{
    m_isWatched = watched;
    if (watched && m_isOutdated)
        start();
}

void LibraryController::tryAgain()
{
    renew();
}

void LibraryController::renew()
{
    m_isOutdated = true;
    if (m_isWatched)
        start();
}

void LibraryController::renewWhileReading()
{
    if (!m_session.indexing().isAnnounced() || m_lister.isBusy())
        return;
    if (m_started.isValid() &&
        m_started.elapsed() < std::max(kRefreshEveryMs, kRefreshTimes * m_listMs))
        return;
    renew();
}

void LibraryController::start()
{
    const int number = ++m_starts;
    const auto deliverFirst =
        m_lister.toGuiThread(this, [this, number](const std::shared_ptr<const PhotoList>& list) {
            if (number == m_starts && !m_isWhole && !list->isEmpty())
                take(list, false);
        });
    const bool runs = m_lister.start(
        this,
        [request = m_request, before = m_list, wantsFirst = !m_isKnown,
         deliverFirst](PhotoLibrary& library,
                       const std::stop_token& stop) -> Result<std::shared_ptr<const PhotoList>> {
            if (wantsFirst) {
                PhotoListRequest first = request;
                first.first = kFirstPhotos;
                if (const auto list = library.list(first, stop))
                    deliverFirst(*list);
            }
            auto list = library.list(request, stop);
            // Most of what happens to a library changes nothing here.
            if (list && before->isSame(**list))
                return before;
            return list;
        },
        [this](const std::shared_ptr<const PhotoList>& list) {
            m_listMs = m_started.elapsed();
            take(list, true);
        },
        [this](const Error& error) {
            if (error.code == ErrorCode::Cancelled)
                return;
            m_error = error;
            Q_EMIT stateChanged();
        });
    if (!runs)
        return;
    m_started.start();
    m_error.reset();
    m_isOutdated = false;
}

void LibraryController::take(const std::shared_ptr<const PhotoList>& list, bool isWhole)
{
    const bool isOther = m_list != list || m_listed != m_request;
    m_listed = m_request;
    m_isKnown = true;
    m_isWhole = isWhole;
    if (isOther) {
        Q_EMIT aboutToChange();
        m_photos.outdate();
        m_list = list;
        Q_EMIT listChanged();
    }
    Q_EMIT stateChanged();
}

} // namespace lookalike
