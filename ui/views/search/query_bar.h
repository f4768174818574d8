// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QToolButton;

namespace lookalike {

class LibrarySession;
class QueryChips;
class QueryHistory;
class ScoreSlider;

/// The query: its pictures as chips, how many results, and from which score on. Shows what
/// QueryHistory says and changes nothing but that. Where it is narrow, the limits stand below the
/// chips.
class QueryBar : public QFrame {
    Q_OBJECT

public:
    QueryBar(QueryHistory& history, LibrarySession& session, QWidget* parent = nullptr);

    /// The scores of all hits, for the histogram.
    void setScores(const std::vector<float>& scores);
    void setFiltersShown(bool shown);
    void setActiveFilters(int count);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chooseRequested();
    void pasteRequested();
    void filtersToggled(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLimits();
    void updateLimits();

    QueryHistory& m_history;
    QBoxLayout* m_layout;
    QueryChips* m_chips;
    QWidget* m_limits;
    QComboBox* m_top = nullptr;
    ScoreSlider* m_minimum = nullptr;
    QLabel* m_minimumText = nullptr;
    QToolButton* m_filters = nullptr;
};

} // namespace lookalike
