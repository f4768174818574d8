// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTabBar>

class QAction;

namespace lookalike {

/// The pages of the window as tabs, of which one is checked. GUI thread.
class PageSwitch : public QTabBar {
    Q_OBJECT

public:
    /// Exactly one of `pages` is checked at any time; triggering one shows its page. They must
    /// outlive the switch.
    PageSwitch(const QList<QAction*>& pages, QWidget* parent);

private:
    void update(int index, const QAction& page);
};

} // namespace lookalike
