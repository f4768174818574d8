// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/order_button.h"

#include "ui/widgets/icons.h"

#include <QActionGroup>
#include <QMenu>

namespace lookalike {

OrderButton::OrderButton(QWidget* parent)
    : QToolButton(parent)
    , m_orders(new QActionGroup(this))
{
    setIcon(lineIcon(QStringLiteral("sort")));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(new QMenu(this));
    connect(m_orders, &QActionGroup::triggered, this,
            [this](QAction* order) { Q_EMIT chosen(order->data().toInt()); });
}

void OrderButton::addOrder(const QString& text, int order)
{
    QAction* action = menu()->addAction(text);
    action->setCheckable(true);
    action->setData(order);
    m_orders->addAction(action);
}

void OrderButton::setOrder(int order)
{
    for (QAction* action : m_orders->actions()) {
        if (action->data().toInt() != order)
            continue;
        action->setChecked(true);
        setText(action->text());
        const QString name = tr("Sort: %1").arg(action->text());
        setToolTip(name);
        setAccessibleName(name);
    }
}

void OrderButton::showText()
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setProperty("beside", true);
}

} // namespace lookalike
