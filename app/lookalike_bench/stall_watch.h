// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_bench/heartbeat.h"

#include <QList>
#include <QTimer>
#include <QUrl>
#include <QWidget>
#include <chrono>

class QAbstractItemView;
class QAbstractSlider;
class QComboBox;

namespace lookalike {

/// Uses the main window as an impatient user would (pictures dropped five in a row, the score
/// slider and the number of results dragged about, the results scrolled) and measures for how long
/// its thread does not come back to the event loop. Knows the window by the names of its classes
/// alone. Begins with the answer to the query that the window was started with, prints figures
/// after `duration` and closes the window, which owns it. GUI thread.
class StallWatch : public QObject {
    Q_OBJECT

public:
    StallWatch(QWidget& window, const QList<QUrl>& pictures, std::chrono::seconds duration);

private:
    void giveUp(const char* why);
    void answered();
    void act();
    void drop(const QUrl& picture);
    void report();

    QWidget& m_window;
    QAbstractItemView* m_results;
    QAbstractSlider* m_score;
    QComboBox* m_top = nullptr;
    const QList<QUrl> m_pictures;
    const std::chrono::seconds m_duration;
    Heartbeat m_heart;
    QTimer m_hand;
    qsizetype m_step = 0;
    int m_answers = 0;
};

} // namespace lookalike
