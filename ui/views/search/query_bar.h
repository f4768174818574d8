// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/result_tiles.h"

#include <QFrame>
#include <optional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QToolButton;

namespace lookalike {

class LibrarySession;
class QueryChips;
class QueryHistory;
class ScoreSlider;
class WordBox;

/// The query: its pictures and words as chips, a box for more words, how many results, and from
/// which score on. Shows what QueryHistory says and changes nothing but that. Where it is narrow,
/// the limits stand below the chips.
class QueryBar : public QFrame {
    Q_OBJECT

public:
    QueryBar(QueryHistory& history, LibrarySession& session, QWidget* parent = nullptr);

    /// All that came back, for the histogram.
    void setTiles(const ResultTiles& tiles);
    /// Gives the keyboard focus to the box for words.
    void focusWords();
    void setFiltersShown(bool shown);
    void setActiveFilters(int count);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chooseRequested();
    void pasteRequested();
    void filtersToggled(bool shown);
    /// The user wants a model that knows words.
    void modelsRequested();
    /// The user has typed what there is to type.
    void left();

protected:
    bool event(QEvent* event) override;

private:
    void buildLimits();
    /// Puts the limits beside the chips where there is room, else below.
    void placeLimits();
    void updateLimits();
    [[nodiscard]] QString limitText(double minScore) const;

    QueryHistory& m_history;
    QBoxLayout* m_layout;
    WordBox* m_words;
    QueryChips* m_chips;
    QWidget* m_limits;
    QComboBox* m_top = nullptr;
    ScoreSlider* m_minimum = nullptr;
    QLabel* m_minimumName = nullptr;
    QLabel* m_minimumText = nullptr;
    std::optional<BandStarts> m_bands; ///< of the tiles
    double m_line;                     ///< likewise
    QToolButton* m_filters = nullptr;
};

} // namespace lookalike
