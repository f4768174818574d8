// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTabBar;

namespace lookalike {

/// Tells a screen reader which tab is selected, and which has the keyboard focus. Qt 6.4 says of
/// the selected one that it has the focus, whatever has it. To be called in the constructor of the
/// bar's own class, before the bar has a name. GUI thread.
void makeTabsAccessible(QTabBar& bar);

} // namespace lookalike
