// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/filter_button.h"

#include "ui/text/display_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QMenu>
#include <QStyle>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace lookalike {

namespace {

constexpr int kLongestName = 160; ///< of a folder on its button

} // namespace

FilterButton::FilterButton(const QString& icon, QWidget* parent)
    : QToolButton(parent)
{
    setProperty("framed", true);
    setIcon(lineIcon(icon));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setProperty("beside", true);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    clearMenu();
}

void FilterButton::show(const QString& text, bool active)
{
    const QString shown = fontMetrics().elidedText(text, Qt::ElideMiddle, kLongestName);
    setText(plainButtonText(shown));
    setToolTip(shown == text ? QString() : plainToolTip(text));
    setAccessibleName(text);
    if (property("active").toBool() == active)
        return;
    setProperty("active", active);
    style()->unpolish(this);
    style()->polish(this);
}

QBoxLayout* FilterButton::addPanel()
{
    auto* panel = new QWidget;
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(metrics::kGap, metrics::kHalfGap, metrics::kGap, metrics::kHalfGap);
    layout->setSpacing(2);
    auto* action = new QWidgetAction(menu());
    action->setDefaultWidget(panel);
    menu()->addAction(action);
    return layout;
}

void FilterButton::clearMenu()
{
    QMenu* const old = menu();
    setMenu(new QMenu(this));
    if (old != nullptr)
        old->deleteLater(); // what it holds may be at work
}

} // namespace lookalike
