// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace lookalike {

/// The kind of long work that a strip shows.
enum class Work { Reading, Comparing, Moving, Copying };

/// The texts of a strip, as free functions so that tests can call them.
namespace progress_text {
/// "Reading photos in Pictures", "Looking for photos".
[[nodiscard]] QString stage(const Progress& progress, bool resumed);
/// The same for a search for duplicates, for moving photos, and for copying them.
[[nodiscard]] QString comparing(const Progress& progress);
[[nodiscard]] QString moving(const Progress& progress);
[[nodiscard]] QString copying(const Progress& progress);
/// "31,204 of 48,213", or "812 found" while the total is unknown.
[[nodiscard]] QString amount(const Progress& progress);
/// "14,200 of 165,219 pairs"; empty before the candidates are known.
[[nodiscard]] QString pairs(const Progress& progress);
/// "412 photos/s", empty if the rate is unknown.
[[nodiscard]] QString rate(const Progress& progress);
/// "41 s left", "about 3 h left"; empty if it is unknown.
[[nodiscard]] QString remaining(const Progress& progress);
/// "12 photos could not be read"; empty without failures.
[[nodiscard]] QString failures(std::uint64_t count);
} // namespace progress_text

/// The line at the bottom of the window that is visible while photos are read, and after a run with
/// failures until the user hides it.
class ProgressStrip : public QFrame {
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget* parent = nullptr);

    /// Takes effect with the next begin().
    void setWork(Work work);
    /// `resumed`: this run continues an interrupted one.
    void begin(bool resumed);
    void show(const Progress& progress);
    void setPaused(bool paused);
    /// What is said in place of "Paused" from the next pause on; empty: that.
    void setPauseReason(const QString& reason) { m_pauseReason = reason; }
    /// Hides the strip unless photos could not be read or the user stopped the run, which the
    /// strip then offers to continue.
    void finish(const IndexingSummary& summary);
    void fail(const Error& error);

Q_SIGNALS:
    void pauseRequested(bool pause);
    void cancelRequested();
    void restartRequested(); ///< to continue a run that was stopped
    void failuresRequested();

private:
    void setRunning(bool running);
    void showPauseButton(bool continues);
    [[nodiscard]] QString stageText(const Progress& progress) const;

    QProgressBar* m_bar;
    QLabel* m_stage;
    QLabel* m_amount;
    QLabel* m_rate;
    QLabel* m_remaining;
    QPushButton* m_failures;
    QToolButton* m_pause;
    QToolButton* m_cancel;
    QToolButton* m_dismiss;
    Progress m_last;
    Work m_work = Work::Reading;
    QString m_pauseReason;
    bool m_resumed = false;
    bool m_paused = false;
    bool m_stopped = false;
};

} // namespace lookalike
