// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_bench/heartbeat.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <chrono>

class QTableView;

namespace lookalike {

/// Looks at the map as an impatient user would (zooms from all photos to one and back, pans on the
/// way, selects all of it) and measures for how long its thread does not come back to the event
/// loop, and how soon the first photos were there. Knows the window by the names of its classes
/// alone. Prints figures after `duration` and closes the window, which owns it. GUI thread.
class MapWatch : public QObject {
    Q_OBJECT

public:
    MapWatch(QWidget& window, std::chrono::seconds duration);

private:
    void giveUp(const char* why);
    void waitForRows();
    void act();
    void zoom(int direction);
    void report();

    QWidget& m_window;
    QTableView* m_map;
    const std::chrono::seconds m_duration;
    Heartbeat m_heart;
    QTimer m_look;
    QTimer m_hand;
    QElapsedTimer m_sinceOpened;
    qint64 m_firstRowsMs = 0;
    int m_step = 0;
    int m_zooms = 0;
};

} // namespace lookalike
