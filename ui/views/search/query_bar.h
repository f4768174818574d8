// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/picture_loader.h"
#include "ui/state/query.h"

#include <QFrame>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace lookalike {

class LibrarySession;
class QueryChip;
class QueryHistory;
class RegionEditor;
class ScoreSlider;

/// The query: its pictures as chips, how many results, and from which score on. Shows what
/// QueryHistory says and changes nothing but that.
class QueryBar : public QFrame {
    Q_OBJECT

public:
    QueryBar(QueryHistory& history, LibrarySession& session, QWidget* parent = nullptr);

    /// The scores of all hits, for the histogram.
    void setScores(const std::vector<float>& scores);
    void setFiltersShown(bool shown);
    void setActiveFilters(int count);

Q_SIGNALS:
    void chooseRequested();
    void pasteRequested();
    void filtersToggled(bool shown);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildLimits(QHBoxLayout& layout);
    void update();
    void updateLimits();
    void loadMissingPictures();
    void editRegion(std::size_t index);

    QueryHistory& m_history;
    LibrarySession& m_session;
    std::vector<QueryChip*> m_chips; ///< one a picture of the query
    QHBoxLayout* m_chipLayout;
    QScrollArea* m_chipArea;
    QWidget* m_empty;
    QToolButton* m_add;
    QComboBox* m_top;
    ScoreSlider* m_minimum;
    QLabel* m_minimumText;
    QToolButton* m_filters;
    PictureLoader m_regionLoader;
};

} // namespace lookalike
