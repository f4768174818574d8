// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/menu_placement.h"

#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <algorithm>

namespace lookalike {

MenuPlacement::MenuPlacement(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool MenuPlacement::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::Show)
        if (auto* menu = qobject_cast<QMenu*>(object); menu != nullptr && belongs(*menu))
            place(*menu);
    return QObject::eventFilter(object, event);
}

bool MenuPlacement::belongs(const QMenu& menu) const
{
    const QWidget* const parent = menu.parentWidget();
    return parent != nullptr && parent->window() == &m_window &&
           qobject_cast<const QMenu*>(parent) == nullptr;
}

void MenuPlacement::place(QMenu& menu) const
{
    const QRect window(m_window.mapToGlobal(QPoint()), m_window.size());
    QRect place = menu.geometry();
    if (place.width() > window.width() || place.height() > window.height())
        return;
    place.moveLeft(std::clamp(place.left(), window.left(), window.right() + 1 - place.width()));
    place.moveTop(std::clamp(place.top(), window.top(), window.bottom() + 1 - place.height()));
    menu.move(place.topLeft());
}

} // namespace lookalike
