// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/order_button.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QMenu>
#include <QStyleOptionToolButton>

namespace lookalike {

namespace {

// The icon, with a gap to the text where there is one.
constexpr QSize kAlone{metrics::kIcon, metrics::kIcon};
constexpr QSize kBesideText{22, metrics::kIcon};

} // namespace

OrderButton::OrderButton(QWidget* parent)
    : QToolButton(parent)
    , m_orders(new QActionGroup(this))
{
    setIcon(lineIcon(QStringLiteral("sort")));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
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
    updateGeometry();
}

void OrderButton::showText(bool shown)
{
    if (shown == m_showsText)
        return;
    m_showsText = shown;
    setIconSize(shown ? kBesideText : kAlone);
    setToolButtonStyle(shown ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    updateGeometry();
}

QSize OrderButton::sizeWith(bool text) const
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.toolButtonStyle = text ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly;
    QSize size = text ? kBesideText : kAlone;
    if (text)
        size.rwidth() += fontMetrics().size(Qt::TextShowMnemonic, this->text()).width() +
                         2 * fontMetrics().horizontalAdvance(QLatin1Char(' '));
    return style()->sizeFromContents(QStyle::CT_ToolButton, &option,
                                     size.expandedTo({0, fontMetrics().height()}), this);
}

} // namespace lookalike
