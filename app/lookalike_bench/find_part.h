// SPDX-License-Identifier: GPL-3.0-or-later
// How the probe finds the window's parts: it knows their names alone.
#pragma once

#include <QAction>
#include <QWidget>

namespace lookalike {

/// The first part of the window of a class; null where there is none.
template <class Widget>
Widget* findPart(const QWidget& window, const char* className)
{
    for (Widget* candidate : window.findChildren<Widget*>())
        if (candidate->inherits(className))
            return candidate;
    return nullptr;
}

/// A command of the window that works everywhere in it; null where there is none.
inline QAction* findCommand(const QWidget& window, const char* id)
{
    for (QAction* action : window.actions())
        if (action->objectName() == QLatin1String(id))
            return action;
    return nullptr;
}

} // namespace lookalike
