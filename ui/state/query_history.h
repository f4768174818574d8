// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/query.h"

#include <QObject>
#include <QSettings>

namespace lookalike {

/// The query that the window shows and those before and after it: the one place that changes it.
/// Other pictures and words make a new entry, other filters and limits change the current one. GUI
/// thread.
class QueryHistory : public QObject {
    Q_OBJECT

public:
    explicit QueryHistory(QObject* parent = nullptr);

    [[nodiscard]] const Query& current() const { return m_entries[m_at]; }

    /// A new query of these without marks, with the filters as they are.
    void setTerms(std::vector<NamedTerm> terms);
    /// Adds them, or changes the weight of those that are there already.
    void addTerms(const std::vector<NamedTerm>& terms);
    void removeTerm(std::size_t index);
    void setWeight(std::size_t index, double weight);
    void setRegion(std::size_t index, const std::optional<Region>& region);
    void clear();

    /// The photos that the user wants more or less like in the results of the current query.
    void setMarks(std::vector<NamedMark> marks);

    void setFilter(const ContentFilter& filter);
    void setTopK(int topK);
    void setMinScore(double minScore);

    /// The name of the page on which the current query was asked for, and to which going back
    /// leads; empty: the query came from another one. Not saved.
    [[nodiscard]] const QString& origin() const { return current().origin; }
    void setOrigin(const QString& page);

    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_entries.size(); }
    void back();
    void forward();

    /// Photos of the library become plain files: their ids are no longer valid.
    void forgetIds();

    /// Only entries that can be kept are written.
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

Q_SIGNALS:
    /// Pictures, words, weights, regions or filters are others: search again.
    void queryChanged();
    /// Other photos are marked: search again. The query is the same.
    void marksChanged();
    /// Comes before queryChanged() where the terms are others, and not the same with one more.
    void termsReplaced();
    void originChanged();
    /// Only "top" or the minimum score changed.
    void limitsChanged();

private:
    void push(Query query);
    void replace(Query query);

    std::vector<Query> m_entries{1}; ///< never empty
    std::size_t m_at = 0;
};

} // namespace lookalike
