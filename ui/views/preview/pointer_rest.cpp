// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/pointer_rest.h"

#include <QApplication>
#include <QEvent>
#include <QMouseEvent>
#include <QWidget>

namespace lookalike {

PointerRest::PointerRest(QWidget& area)
    : QObject(&area)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kAfter);
    connect(&m_timer, &QTimer::timeout, this, [this, &area] {
        // The user is in a menu of what would go, or in a dialog over it.
        const QWidget* dialog = QApplication::activeModalWidget();
        if (QApplication::activePopupWidget() != nullptr ||
            (dialog != nullptr && dialog != area.window()))
            m_timer.start();
        else
            setResting(true);
    });
    QList<QWidget*> widgets = area.findChildren<QWidget*>();
    widgets.append(&area);
    for (QWidget* widget : std::as_const(widgets)) {
        widget->setMouseTracking(true);
        widget->installEventFilter(this);
    }
}

PointerRest::~PointerRest()
{
    if (m_isResting)
        QApplication::restoreOverrideCursor();
}

void PointerRest::setOn(bool on)
{
    if (m_isOn == on)
        return;
    m_isOn = on;
    if (on) {
        m_timer.start();
    } else {
        m_timer.stop();
        setResting(false);
    }
}

void PointerRest::stir()
{
    if (!m_isOn)
        return;
    m_timer.start();
    setResting(false);
    Q_EMIT stirred();
}

void PointerRest::setResting(bool resting)
{
    if (m_isResting == resting)
        return;
    m_isResting = resting;
    if (resting)
        QApplication::setOverrideCursor(Qt::BlankCursor);
    else
        QApplication::restoreOverrideCursor();
    Q_EMIT changed(resting);
}

bool PointerRest::eventFilter(QObject* object, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QPointF pointer = static_cast<QMouseEvent*>(event)->globalPosition();
        if (pointer != m_pointer)
            stir();
        m_pointer = pointer;
        break;
    }
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::KeyPress:
    case QEvent::TouchBegin:
    case QEvent::FocusIn:
        stir();
        break;
    default:
        break;
    }
    return QObject::eventFilter(object, event);
}

} // namespace lookalike
