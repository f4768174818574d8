// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QRect>
#include <functional>

class QDragMoveEvent;
class QDropEvent;
class QWidget;

namespace lookalike {

class DropOverlay;
class PictureDrops;

/// Makes a whole window the target of drops, and says what a drop will do while something is
/// dragged over it. GUI thread.
class DropTarget : public QObject {
    Q_OBJECT

public:
    /// `addArea` says where in the window a picture is added to the query; anywhere else it starts
    /// a new one. Belongs to `window`; `drops` must outlive it.
    DropTarget(QWidget& window, PictureDrops& drops, std::function<QRect()> addArea);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void show(QDragMoveEvent& event);
    void drop(QDropEvent& event);

    QWidget& m_window;
    PictureDrops& m_drops;
    const std::function<QRect()> m_addArea;
    DropOverlay* m_overlay;
};

} // namespace lookalike
