// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/picture_loader.h"
#include "ui/state/query.h"

#include <QFrame>
#include <vector>

class QBoxLayout;
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
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildChips();
    void buildLimits();
    void update();
    void updateLimits();
    void loadMissingPictures();
    void editRegion(std::size_t index);

    QueryHistory& m_history;
    LibrarySession& m_session;
    std::vector<QueryChip*> m_chips; ///< one a picture of the query
    QBoxLayout* m_layout;
    QHBoxLayout* m_chipLayout = nullptr;
    QScrollArea* m_chipArea;
    QWidget* m_limits;
    QWidget* m_empty;
    QToolButton* m_add;
    QComboBox* m_top = nullptr;
    ScoreSlider* m_minimum = nullptr;
    QLabel* m_minimumText = nullptr;
    QToolButton* m_filters = nullptr;
    PictureLoader m_regionLoader;
};

} // namespace lookalike
