// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"

#include <QObject>
#include <memory>
#include <utility>

namespace lookalike {

/// The GUI thread's end of a long piece of work on the library that can be paused: one run at a
/// time, and how far it is. GUI thread only.
class PausableTask : public QObject {
    Q_OBJECT

public:
    /// Asks the run to stop; it ends when the work notices.
    virtual void cancel() { m_runner.cancel(); }
    void setPaused(bool paused);
    [[nodiscard]] bool isRunning() const { return m_gate != nullptr; }
    [[nodiscard]] bool isPaused() const { return m_gate && m_gate->isPaused(); }

Q_SIGNALS:
    void started();
    void progressed(const lookalike::Progress& progress);
    void pausedChanged(bool paused);
    /// This, or the finished() of the class, ends what started() began.
    void failed(const lookalike::Error& error);

protected:
    explicit PausableTask(Background& background,
                          QThread::Priority priority = QThread::InheritPriority);

    /// Calls `work(PhotoLibrary&, ProgressCallback, stop_token, PauseGate*)` on a thread and hands
    /// its Result to `then`, when isRunning() is false again. `work` must not use the object. False
    /// while a run is under way, and without a library.
    template <class Work, class Then>
    bool run(Work work, Then then);
    [[nodiscard]] BackgroundRunner& runner() { return m_runner; }

private:
    std::shared_ptr<PauseGate> m_gate; ///< of the run under way
    BackgroundRunner m_runner;
};

template <class Work, class Then>
bool PausableTask::run(Work work, Then then)
{
    auto gate = std::make_shared<PauseGate>();
    const bool runs = m_runner.start(
        this,
        [work = std::move(work), gate,
         progress = m_runner.toGuiThread(this, &PausableTask::progressed)](
            PhotoLibrary& library, const std::stop_token& stop) mutable {
            return work(library, progress, stop, gate.get());
        },
        [this, then = std::move(then)](auto&& result) mutable {
            setPaused(false);
            m_gate.reset();
            then(std::forward<decltype(result)>(result));
        });
    if (runs)
        m_gate = std::move(gate);
    return runs;
}

} // namespace lookalike
