// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_bench/heartbeat.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <chrono>

class QAbstractItemView;

namespace lookalike {

/// Looks at all photos as an impatient user would: opens their page, and drags its scrubber from
/// end to end, again and again. Measures how soon the first photos were there, for how long the
/// window's thread does not come back to the event loop, or how much memory that takes. Knows the
/// window by the names of its classes alone. Prints figures and closes the window, which owns it.
/// GUI thread.
class LibraryWatch : public QObject {
    Q_OBJECT

public:
    enum class Measured {
        Time,  ///< the page is there from the beginning
        Memory ///< the page is opened when the window has come to rest
    };
    /// Waits for `rows` photos, and scrubs for `duration`.
    LibraryWatch(QWidget& window, Measured measured, int rows, std::chrono::seconds duration);

private:
    void giveUp(const char* why);
    void rest();
    void openPage();
    void waitForRows();
    void act();
    void report();

    QWidget& m_window;
    const Measured m_measured;
    const int m_rows;
    const std::chrono::seconds m_duration;
    QAbstractItemView* m_grid;
    QWidget* m_scrubber;
    Heartbeat m_heart;
    QTimer m_look;
    QTimer m_hand;
    QElapsedTimer m_sinceOpened;
    QElapsedTimer m_sinceGrown; ///< of the process
    qint64 m_firstRowsMs = -1;
    double m_before = 0; ///< megabytes
    int m_step = 0;
};

} // namespace lookalike
