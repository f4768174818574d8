// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QHBoxLayout;
class QSettings;

namespace lookalike {

class ActionRegistry;
class ElidedLabel;
class OrderButton;
class PhotoGrid;

/// The line above a grid: a summary of what it shows, and controls for the size and the cropping of
/// the pictures. Grids share the commands for that, each has a size of its own. GUI thread.
class GridBar : public QFrame {
    Q_OBJECT

public:
    /// Both must outlive the bar. `name` stands in the settings.
    GridBar(PhotoGrid& grid, ActionRegistry& actions, const QString& name,
            QWidget* parent = nullptr);

    /// Adds a button before the others.
    void addCommand(QAction& command);
    /// Likewise; the bar owns it.
    void addControl(QWidget& control);
    /// Names the order only where the bar has room for it.
    void addOrder(OrderButton& button);

    void setSummary(const QString& text);
    [[nodiscard]] QList<QAction*> viewCommands() const { return {m_crop, m_zoomIn, m_zoomOut}; }
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    PhotoGrid& m_grid;
    const QString m_name;
    QHBoxLayout* m_layout;
    QAction *m_crop, *m_zoomIn, *m_zoomOut;
    ElidedLabel* m_summary;
    OrderButton* m_order = nullptr;
};

} // namespace lookalike
