// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QHBoxLayout;
class QLabel;
class QSettings;

namespace lookalike {

class ActionRegistry;
class ResultsGrid;

/// The line above a grid: a summary of the results, and controls for the size and the cropping of
/// the pictures. GUI thread.
class GridBar : public QFrame {
    Q_OBJECT

public:
    /// Both must outlive the bar.
    GridBar(ResultsGrid& grid, ActionRegistry& actions, QWidget* parent = nullptr);

    /// Adds a button before the others.
    void addCommand(QAction& command);

    void setSummary(const QString& text);
    [[nodiscard]] QList<QAction*> viewCommands() const { return {m_crop, m_zoomIn, m_zoomOut}; }
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

private:
    ResultsGrid& m_grid;
    QHBoxLayout* m_layout;
    QAction *m_crop, *m_zoomIn, *m_zoomOut;
    QLabel* m_summary;
};

} // namespace lookalike
