// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/drop_target.h"

#include "ui/views/search/picture_drops.h"
#include "ui/widgets/drop_overlay.h"

#include <QDropEvent>
#include <QMimeData>

namespace lookalike {

DropTarget::DropTarget(QWidget& window, PictureDrops& drops, std::function<QRect()> addArea)
    : QObject(&window)
    , m_window(window)
    , m_drops(drops)
    , m_addArea(std::move(addArea))
    , m_overlay(new DropOverlay(&window))
{
    m_window.setAcceptDrops(true);
    m_window.installEventFilter(this);
}

bool DropTarget::eventFilter(QObject* object, QEvent* event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        if (auto* enter = static_cast<QDragEnterEvent*>(event);
            peekDrop(*enter->mimeData()) != DropKind::Nothing)
            enter->acceptProposedAction();
        return true;
    case QEvent::DragMove:
        show(*static_cast<QDragMoveEvent*>(event));
        return true;
    case QEvent::DragLeave:
        m_overlay->hide();
        return true;
    case QEvent::Drop:
        drop(*static_cast<QDropEvent*>(event));
        return true;
    default:
        return QObject::eventFilter(object, event);
    }
}

void DropTarget::show(QDragMoveEvent& event)
{
    const DropKind kind = peekDrop(*event.mimeData());
    if (kind == DropKind::Nothing) {
        event.ignore();
        return;
    }
    const QRect area = m_addArea();
    const bool adds = kind == DropKind::Pictures && area.contains(event.position().toPoint());
    m_overlay->show(kind == DropKind::Folders ? tr("Add this folder")
                    : adds                    ? tr("Add this picture to the query")
                                              : tr("Search with this picture"),
                    adds ? area : m_window.rect());
    // Copying promises that nothing happens to the original.
    event.setDropAction(Qt::CopyAction);
    event.accept();
}

void DropTarget::drop(QDropEvent& event)
{
    m_overlay->hide();
    event.setDropAction(Qt::CopyAction);
    event.accept();
    m_drops.take(readDrop(*event.mimeData()), m_addArea().contains(event.position().toPoint()));
}

} // namespace lookalike
