// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/results_model.h"
#include "ui/state/likeness_sorter.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>

namespace lookalike {

class LibrarySession;
class QueryHistory;

/// Keeps the results in step with the query: searches when the query or the library changes, and
/// every few seconds while photos are being read. Knows no widget. GUI thread.
class SearchController : public QObject {
    Q_OBJECT

public:
    /// Both must outlive it.
    SearchController(LibrarySession& session, QueryHistory& history, QObject* parent = nullptr);

    [[nodiscard]] QueryHistory& history() { return m_history; }
    [[nodiscard]] ResultsModel& results() { return m_results; }
    /// Why the last search failed; empty where it did not.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// The results answer the current query; until then they are those of the query before.
    [[nodiscard]] bool hasAnswer() const { return m_hasAnswer; }
    /// The query has words, and no photo stands out for them.
    [[nodiscard]] bool isOnlyBackground() const { return m_isOnlyBackground; }

    enum class Order {
        BestFirst,
        Likeness, ///< similar results beside each other, on a grid of the columns that are set
    };
    void setOrder(Order order);
    [[nodiscard]] Order order() const { return m_order; }
    /// As many as the view has. A view that changes again and again has its results sorted once
    /// it has come to rest.
    void setColumns(int columns);

    // These arrange the results that are there, and search only where these are too few then.
    void setCopiesAsOne(bool asOne);
    void setQueryHidden(bool hidden);
    void setUnfolded(int row, bool unfolded);

Q_SIGNALS:
    /// The query is another one; a search for it follows.
    void queryChanged();
    /// The search takes noticeably long.
    void waiting();
    /// An answer, or another arrangement of it, is about to replace the results. Where hasAnswer()
    /// is true, the query is the same as before.
    void aboutToAnswer();
    void answered();
    /// The answer to another query comes with a warning about its words.
    void warned(const lookalike::Message& warning);
    /// A search was begun, given up or failed, or the limits are others.
    void changed();

private:
    void search();
    void ask(std::size_t topK);
    /// Asks for more where copies that became one, or photos that were hidden, leave room.
    void fillUp();
    void arrange(const std::function<void()>& change);
    void take(const SearchResponse& response);
    void show(std::vector<SearchHit> hits, std::vector<ContentId> order);
    void drop();
    /// Sorts what is shown, or the answer that waits to be shown.
    void sortByLikeness();
    void applyLimits();
    void showNewPhotos();

    LibrarySession& m_session;
    QueryHistory& m_history;
    ResultsModel m_results;
    std::optional<Error> m_error;
    Order m_order = Order::BestFirst;
    int m_columns = 0; ///< 0: not known yet
    /// An answer that is shown once it is sorted.
    std::optional<std::vector<SearchHit>> m_unsorted;
    QTimer m_waitingSoon;
    QTimer m_sortSoon;
    QElapsedTimer m_refreshed;   ///< runs since the last look at what indexing has added
    std::size_t m_lastAsked = 0; ///< how many hits the last request allowed
    bool m_hasAnswer = false;
    bool m_isOnlyBackground = false;
    LikenessSorter m_sorter;
};

} // namespace lookalike
