// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

class QWidget;

namespace lookalike {

/// What a widget that paints itself is for a screen reader, which otherwise knows it as a filler.
/// The first call also makes screen readers read the parts of all widgets in reading order. To be
/// called in the widget's constructor, before the widget has a name. GUI thread.
void setAccessibleRole(QWidget& widget, QAccessible::Role role);

} // namespace lookalike
