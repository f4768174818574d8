// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/type_ahead.h"

#include <QGuiApplication>
#include <QStyleHints>

namespace lookalike {

TypeAhead::Search TypeAhead::add(const QString& typed)
{
    const int interval = QGuiApplication::styleHints()->keyboardInputInterval();
    const bool isNew = !m_sinceTyped.isValid() || m_sinceTyped.elapsed() > interval;
    m_sinceTyped.start();
    if (isNew)
        m_typed.clear();
    const bool isAgain = m_typed.size() == 1 && m_typed == typed;
    if (!isAgain)
        m_typed += typed;
    return {m_typed, m_typed.size() > 1 && !isAgain};
}

} // namespace lookalike
