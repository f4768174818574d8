// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/library_session.h"
#include "ui/main_window.h"

#include <QElapsedTimer>
#include <QTimer>
#include <filesystem>
#include <vector>

namespace lookalike {

/// Uses a window as an impatient user would (pictures dropped five in a row, the score slider and
/// the number of results dragged about, the results scrolled) and measures for how long its thread
/// does not come back to the event loop. For lookalike-bench. GUI thread.
class StallWatch : public QObject {
    Q_OBJECT

public:
    StallWatch(MainWindow& window, LibrarySession& session,
               std::vector<std::filesystem::path> pictures);
    /// Prints figures and emits finished() after some seconds.
    void start();

Q_SIGNALS:
    void finished();

private:
    void beat();
    void act();
    void report();

    MainWindow& m_window;
    LibrarySession& m_session;
    const std::vector<std::filesystem::path> m_pictures;
    QTimer m_heart;
    QTimer m_hand;
    QElapsedTimer m_sinceBeat;
    std::vector<double> m_gaps; ///< milliseconds between beats
    std::size_t m_step = 0;
    std::size_t m_answers = 0;
};

} // namespace lookalike
