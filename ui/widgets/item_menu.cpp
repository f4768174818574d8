// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/item_menu.h"

#include <QAbstractItemView>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <utility>

namespace lookalike {

void openMenu(QWidget& parent, const QPoint& globalPosition,
              const std::function<void(QMenu&)>& fill)
{
    auto* menu = new QMenu(&parent);
    fill(*menu);
    if (menu->isEmpty()) {
        delete menu;
        return;
    }
    QObject::connect(menu, &QMenu::aboutToHide, menu, &QObject::deleteLater);
    menu->popup(globalPosition);
}

bool asksForMenu(const QKeyEvent& event)
{
    return event.key() == Qt::Key_F10 && event.modifiers() == Qt::ShiftModifier;
}

ItemMenu::ItemMenu(QAbstractItemView& view, Fill fill)
    : QObject(&view)
    , m_view(view)
    , m_fill(std::move(fill))
{
    m_view.installEventFilter(this);             // the keyboard
    m_view.viewport()->installEventFilter(this); // the mouse
}

bool ItemMenu::eventFilter(QObject* object, QEvent* event)
{
    if (object == &m_view && event->type() == QEvent::KeyPress &&
        asksForMenu(static_cast<const QKeyEvent&>(*event))) {
        openAtCurrent();
        return true;
    }
    if (event->type() != QEvent::ContextMenu)
        return QObject::eventFilter(object, event);
    const auto& request = static_cast<const QContextMenuEvent&>(*event);
    if (request.reason() == QContextMenuEvent::Keyboard)
        openAtCurrent();
    else if (object == m_view.viewport())
        open(m_view.indexAt(request.pos()), request.globalPos());
    return true;
}

void ItemMenu::openAtCurrent()
{
    const QModelIndex index = m_view.currentIndex();
    if (!index.isValid())
        return;
    m_view.scrollTo(index);
    const QRect seen = m_view.visualRect(index) & m_view.viewport()->rect();
    open(index, m_view.viewport()->mapToGlobal(seen.center()));
}

void ItemMenu::open(const QModelIndex& index, const QPoint& globalPosition)
{
    if (index.isValid())
        openMenu(m_view, globalPosition, [&](QMenu& menu) { m_fill(menu, index); });
}

} // namespace lookalike
