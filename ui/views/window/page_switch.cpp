// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/page_switch.h"

#include "ui/widgets/accessible_tabs.h"
#include "ui/widgets/action_button.h"

#include <QAction>

namespace lookalike {

PageSwitch::PageSwitch(const QList<QAction*>& pages, QWidget* parent)
    : QTabBar(parent)
{
    setObjectName(QStringLiteral("pageSwitch"));
    makeTabsAccessible(*this);
    setAccessibleName(tr("Pages"));
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // the label beside it shrinks first
    for (QAction* page : pages) {
        const int index = addTab({});
        connect(page, &QAction::changed, this, [this, index, page] { update(index, *page); });
        update(index, *page);
    }
    connect(this, &QTabBar::currentChanged, this, [this, pages](int index) {
        if (pages[index]->isChecked())
            return;
        const bool hadFocus = hasFocus(); // the arrow keys go from tab to tab
        pages[index]->trigger();
        if (hadFocus)
            setFocus();
    });
}

void PageSwitch::update(int index, const QAction& page)
{
    setTabText(index, commandName(page)); // Ctrl and a number do what a mnemonic would
    setTabToolTip(index, nameWithKeys(page));
    if (page.isChecked())
        setCurrentIndex(index);
}

} // namespace lookalike
