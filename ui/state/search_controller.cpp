// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/search_controller.h"

#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr int kWaitingAfterMs = 250;
constexpr int kRefreshMs = 2000;
constexpr int kRestMs = 200;         ///< between a change of the columns and sorting
constexpr std::size_t kMostMore = 8; ///< times as many hits as a query asks for, to fill up with

} // namespace

SearchController::SearchController(LibrarySession& session, QueryHistory& history, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_history(history)
    , m_results(&session.thumbnails())
    , m_sorter(session)
{
    connect(&m_history, &QueryHistory::queryChanged, this, [this] {
        m_hasAnswer = false;
        drop();
        Q_EMIT queryChanged();
        search();
    });
    connect(&m_history, &QueryHistory::marksChanged, this, [this] {
        m_results.setMarks(m_history.current().marks);
        search();
    });
    connect(&m_history, &QueryHistory::limitsChanged, this, &SearchController::applyLimits);

    connect(&m_session, &LibrarySession::opened, this, &SearchController::search);
    connect(&m_session, &LibrarySession::folderRemoved, this, &SearchController::search);
    connect(&m_session, &LibrarySession::photosMoved, this, &SearchController::search);
    connect(&m_session, &LibrarySession::catalogReplaced, this, [this] {
        m_history.forgetIds();
        drop();
        m_results.setHits({});
    });
    connect(&m_session.fits(), &FitRunner::changed, this, &SearchController::search);
    connect(&m_session.concepts(), &ConceptRunner::membersChanged, this, [this] {
        const Query& query = m_history.current();
        if (!query.filter.concepts.empty() ||
            std::ranges::any_of(query.terms, &NamedTerm::isConcept))
            search();
    });
    connect(&m_session.searches(), &SearchRunner::finished, this, &SearchController::take);
    connect(&m_session.searches(), &SearchRunner::failed, this, [this](const Error& error) {
        m_waitingSoon.stop();
        if (error.code == ErrorCode::Cancelled)
            return;
        m_error = error;
        drop();
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
    m_sortSoon.setSingleShot(true);
    m_sortSoon.setInterval(kRestMs);
    connect(&m_sortSoon, &QTimer::timeout, this, &SearchController::sortByLikeness);
}

void SearchController::search()
{
    m_error.reset();
    const Query& query = m_history.current();
    if (query.isEmpty()) {
        m_session.searches().cancel();
        m_waitingSoon.stop();
        drop();
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
    sortByLikeness();
}

void SearchController::setOrder(Order order)
{
    if (order == m_order)
        return;
    m_order = order;
    if (order == Order::Likeness) {
        sortByLikeness();
    } else {
        m_sortSoon.stop();
        m_sorter.cancel();
        m_results.setOrder({});
        if (m_unsorted)
            show(*std::exchange(m_unsorted, {}), {});
    }
}

void SearchController::setColumns(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    if (m_order == Order::Likeness)
        m_sortSoon.start();
}

void SearchController::drop()
{
    m_unsorted.reset();
    m_sortSoon.stop();
    m_sorter.cancel();
}

void SearchController::sortByLikeness()
{
    if (m_order != Order::Likeness)
        return;
    m_sortSoon.stop();
    const Query& query = m_history.current();
    m_sorter.sort(m_unsorted ? m_results.contentsOf(*m_unsorted, query.topK, query.minScore)
                             : m_results.contents(),
                  static_cast<std::size_t>(m_columns), [this](std::vector<ContentId> sorted) {
                      if (m_unsorted)
                          show(*std::exchange(m_unsorted, {}), std::move(sorted));
                      else
                          m_results.setOrder(std::move(sorted));
                  });
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

void SearchController::take(const SearchResponse& response)
{
    m_isOnlyBackground = response.onlyBackground;
    if (!m_hasAnswer && !response.warning.empty())
        Q_EMIT warned(response.warning);
    if (m_order == Order::BestFirst) {
        show(response.hits, {});
        return;
    }
    if (!m_hasAnswer) {
        m_unsorted = response.hits;
        sortByLikeness();
        return;
    }
    // The same query again: what is shown stays where it is as long as photos come.
    show(response.hits, m_results.order());
    if (!m_session.indexing().isRunning())
        sortByLikeness();
}

void SearchController::show(std::vector<SearchHit> hits, std::vector<ContentId> order)
{
    m_waitingSoon.stop();
    Q_EMIT aboutToAnswer();
    if (!m_hasAnswer)
        m_results.foldAll();
    m_results.setMarks(m_history.current().marks);
    m_hasAnswer = true;
    m_results.setHits(std::move(hits), std::move(order));
    m_results.setLimits(m_history.current().topK, m_history.current().minScore);
    Q_EMIT answered();
    fillUp();
}

void SearchController::applyLimits()
{
    const Query& query = m_history.current();
    m_results.setLimits(query.topK, query.minScore);
    fillUp();
    if (m_order == Order::Likeness)
        m_sortSoon.start(); // the user may be dragging the slider
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
