// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QString>

namespace lookalike {

/// What the user types to get to a name in a list. GUI thread.
class TypeAhead {
public:
    struct Search {
        QString text;     ///< that the name begins with
        bool withCurrent; ///< the name that is current comes first; else the one after it
    };
    /// More letters of the same name, or after a pause those of another one. The same letter again
    /// goes to the next name that begins with it.
    [[nodiscard]] Search add(const QString& typed);

private:
    QString m_typed;
    QElapsedTimer m_sinceTyped;
};

} // namespace lookalike
