// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QSettings;
class QWidget;

namespace lookalike {

class ActionRegistry;
class OrderButton;
class ResultTiles;
class SearchController;

/// The commands that arrange the results: their order, copies as one, the query's own photo hidden,
/// the copies of one photo unfolded. GUI thread.
class ResultCommands : public QObject {
    Q_OBJECT

public:
    /// Both must outlive it.
    ResultCommands(SearchController& search, ActionRegistry& actions, QObject* parent = nullptr);

    /// For the View menu.
    [[nodiscard]] QList<QAction*> viewCommands() const
    {
        return {m_together, m_copiesAsOne, m_hideQuery};
    }
    /// A new button that tells the order and changes it.
    [[nodiscard]] OrderButton* makeOrderButton(QWidget* parent) const;
    [[nodiscard]] QAction& copiesAsOne() const { return *m_copiesAsOne; }
    [[nodiscard]] QAction& hideQuery() const { return *m_hideQuery; }
    /// Adds what acts on the current photo.
    void fillMenu(QMenu& menu) const;
    /// Makes the keys of these work in the widget.
    void addTo(QWidget& widget) const;
    /// The row that has the keyboard focus; -1: none.
    void setCurrentRow(int row);
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

private:
    SearchController& m_search;
    int m_row = -1;
    QAction *m_together, *m_copiesAsOne, *m_hideQuery, *m_showCopies;
};

} // namespace lookalike
