// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;
class QRect;
class QStyleOptionViewItem;

namespace lookalike {

/// Returns the part of an item's rectangle that a list of two-line rows paints on.
[[nodiscard]] QRect rowRect(const QStyleOptionViewItem& option);

/// Paints the shade of a row that is selected or under the mouse, a bar at the left of a selected
/// row, so that it is not marked by the shade alone, and the frame of the focused row.
void paintRowBackground(QPainter& painter, const QStyleOptionViewItem& option);

} // namespace lookalike
