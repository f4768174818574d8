// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which the Tab key visits widgets and a screen reader reads them. It follows from
// where they stand and not from when they were created, so parts that come and go while the window
// is open need no care. GUI thread.
#pragma once

#include <vector>

class QWidget;

namespace lookalike {

/// Sorts widgets of one parent as the user reads: from top to bottom, and on one line from its
/// start to its end.
void sortInReadingOrder(std::vector<QWidget*>& siblings);

/// The visible, enabled widgets below `root` that Tab reaches, in that order.
[[nodiscard]] std::vector<QWidget*> inReadingOrder(const QWidget& root);

/// Gives the keyboard focus to the next one or the one before, round and round. False where nothing
/// happens: there is none, or Tab does not reach the widget that has the focus because it is being
/// hidden, say.
bool moveFocus(const QWidget& root, bool next);

} // namespace lookalike
