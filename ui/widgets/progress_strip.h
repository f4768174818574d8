// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace lookalike {

/// What kind of long work a strip shows.
enum class Work { Reading, Comparing, Moving };

/// Words for one moment of it; free functions so that they can be tested by themselves.
namespace progress_text {
/// "Reading photos in Pictures", "Looking for photos".
[[nodiscard]] QString stage(const Progress& progress, bool resumed);
/// The same while duplicates are looked for, and while photos go to the trash.
[[nodiscard]] QString comparing(const Progress& progress);
[[nodiscard]] QString moving(const Progress& progress);
/// "31,204 of 48,213", or what is known of it.
[[nodiscard]] QString amount(const Progress& progress);
/// "412 photos/s", empty while there is none.
[[nodiscard]] QString rate(const Progress& progress);
/// "41 s left", "about 3 h left"; empty while it is not known.
[[nodiscard]] QString remaining(const Progress& progress);
/// "12 photos could not be read"; empty without failures.
[[nodiscard]] QString failures(std::uint64_t count);
} // namespace progress_text

/// The line at the bottom of the window that exists only while photos are read, or while there are
/// failures of the last run that nobody has looked at.
class ProgressStrip : public QFrame {
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget* parent = nullptr);

    /// From the next begin() on.
    void setWork(Work work);
    /// `resumed`: this run goes on with what an earlier one left.
    void begin(bool resumed);
    void show(const Progress& progress);
    void setPaused(bool paused);
    /// Hides itself unless something is to be said.
    void finish(const IndexingSummary& summary);
    void fail(const Error& error);

Q_SIGNALS:
    void pauseRequested(bool pause);
    void cancelRequested();
    void failuresRequested();

private:
    void setRunning(bool running);
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
    bool m_resumed = false;
    bool m_paused = false;
};

} // namespace lookalike
