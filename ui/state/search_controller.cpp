// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/search_controller.h"

#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"

namespace lookalike {

namespace {

constexpr int kWaitingAfterMs = 250;
constexpr int kRefreshMs = 2000;
constexpr std::size_t kMostMore = 8; ///< times as many hits as a query asks for, to fill up with

} // namespace

SearchController::SearchController(LibrarySession& session, QueryHistory& history, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_history(history)
    , m_results(&session.thumbnails())
{
    connect(&m_history, &QueryHistory::queryChanged, this, [this] {
        m_hasAnswer = false;
        Q_EMIT queryChanged();
        search();
    });
    connect(&m_history, &QueryHistory::limitsChanged, this, &SearchController::applyLimits);

    connect(&m_session, &LibrarySession::opened, this, &SearchController::search);
    connect(&m_session, &LibrarySession::folderRemoved, this, &SearchController::search);
    connect(&m_session, &LibrarySession::catalogReplaced, this, [this] {
        m_history.forgetIds();
        m_results.setHits({});
    });
    connect(&m_session.searches(), &SearchRunner::finished, this, &SearchController::show);
    connect(&m_session.searches(), &SearchRunner::failed, this, [this](const Error& error) {
        m_waitingSoon.stop();
        if (error.code == ErrorCode::Cancelled)
            return;
        m_error = error;
        m_results.setHits({});
        Q_EMIT changed();
    });
    // Now it is known which results are copies.
    connect(&m_session.duplicates(), &DuplicateScanner::finished, this, [this] {
        if (!m_history.current().isEmpty())
            search();
    });
    connect(&m_session.indexing(), &Indexing::progressed, this, &SearchController::showNewPhotos);
    connect(&m_session.indexing(), &Indexing::finished, this,
            [this](const IndexingSummary& summary) {
                // Files that were read again were hidden from results until then.
                if (summary.embedded > 0 || summary.reused > 0 || summary.missing > 0 || m_error)
                    search();
            });

    m_waitingSoon.setSingleShot(true);
    m_waitingSoon.setInterval(kWaitingAfterMs);
    connect(&m_waitingSoon, &QTimer::timeout, this, &SearchController::waiting);
}

void SearchController::search()
{
    m_error.reset();
    const Query& query = m_history.current();
    if (query.isEmpty()) {
        m_session.searches().cancel();
        m_waitingSoon.stop();
        m_results.setHits({});
    } else if (m_session.isOpen()) {
        ask(toRequest(query).topK);
    }
    Q_EMIT changed();
}

void SearchController::ask(std::size_t topK)
{
    m_waitingSoon.start();
    SearchRequest request = toRequest(m_history.current());
    request.topK = topK;
    m_lastAsked = topK;
    m_session.searches().search(std::move(request));
}

void SearchController::fillUp()
{
    if (!m_hasAnswer || !m_session.isOpen() || m_session.searches().isBusy())
        return;
    const bool isCutOff = m_results.tiles().hitCount() >= m_lastAsked;
    const std::size_t wanted = toRequest(m_history.current()).topK;
    const std::size_t more = std::min(std::max(wanted, 2 * m_lastAsked), kMostMore * wanted);
    if (isCutOff && more > m_lastAsked && m_results.isExhausted())
        ask(more);
}

void SearchController::arrange(const std::function<void()>& change)
{
    Q_EMIT aboutToAnswer();
    change();
    Q_EMIT answered();
    fillUp();
}

void SearchController::setCopiesAsOne(bool asOne)
{
    arrange([&] { m_results.setCopiesAsOne(asOne); });
}

void SearchController::setQueryHidden(bool hidden)
{
    arrange([&] { m_results.setQueryHidden(hidden); });
}

void SearchController::setUnfolded(int row, bool unfolded)
{
    arrange([&] { m_results.setUnfolded(row, unfolded); });
}

void SearchController::show(const SearchResponse& response)
{
    m_waitingSoon.stop();
    Q_EMIT aboutToAnswer();
    if (!m_hasAnswer)
        m_results.foldAll();
    m_hasAnswer = true;
    m_results.setHits(response.hits);
    m_results.setLimits(m_history.current().topK, m_history.current().minScore);
    Q_EMIT answered();
    fillUp();
}

void SearchController::applyLimits()
{
    const Query& query = m_history.current();
    m_results.setLimits(query.topK, query.minScore);
    fillUp();
    Q_EMIT changed();
}

void SearchController::showNewPhotos()
{
    // New photos show up in the counts and the results while they are being read.
    if (!m_session.indexing().isAnnounced())
        return; // a run of one photo has ended before
    if (m_refreshed.isValid() && m_refreshed.elapsed() < kRefreshMs)
        return;
    m_refreshed.start();
    m_session.refreshStatus();
    if (!m_history.current().isEmpty() && !m_session.searches().isBusy())
        search();
}

} // namespace lookalike
