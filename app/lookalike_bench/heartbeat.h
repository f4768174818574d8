// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <vector>

namespace lookalike {

/// Measures for how long its thread does not come back to the event loop.
class Heartbeat : public QObject {
    Q_OBJECT

public:
    explicit Heartbeat(QObject* parent = nullptr);

    void start();
    void stop() { m_timer.stop(); }
    /// Prints "longest_stall_ms" and "stalls_over_50_ms" of the time between start() and stop().
    void print();

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_sinceBeat;
    std::vector<double> m_gaps; ///< milliseconds between beats
};

} // namespace lookalike
