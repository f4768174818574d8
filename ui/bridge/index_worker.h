// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QObject>
#include <QThread>
#include <chrono>
#include <memory>
#include <stop_token>

namespace lookalike {

/// Lives on its own thread and does one indexing run a call. Stopping and pausing go round its
/// event loop, which is blocked while it works.
class IndexWorker : public QObject {
    Q_OBJECT

public:
    /// Any thread but the GUI's. Emits finished() or failed() exactly once.
    void run(const std::shared_ptr<PhotoLibrary>& library, const std::stop_token& stop,
             const std::shared_ptr<PauseGate>& gate);

Q_SIGNALS:
    void progressed(const lookalike::Progress& progress);
    void finished(const lookalike::IndexingSummary& summary);
    void failed(const lookalike::Error& error);
};

/// The GUI thread's end of indexing: starts, pauses and stops the worker. A start while a run is
/// under way stops that and begins anew, so that what the user just added is read at once.
class Indexing : public QObject {
    Q_OBJECT

public:
    explicit Indexing(QObject* parent = nullptr);
    ~Indexing() override;

    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    void start();
    void cancel();
    void setPaused(bool paused);
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isPaused() const { return m_gate && m_gate->isPaused(); }
    /// Stops the run and its thread. False where it had not ended by then.
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    void started();
    void progressed(const lookalike::Progress& progress);
    void pausedChanged(bool paused);
    /// Exactly one of these ends what started() began.
    void finished(const lookalike::IndexingSummary& summary);
    void failed(const lookalike::Error& error);

private:
    void launch();
    [[nodiscard]] bool startAgain();
    void end();

    QThread m_thread;
    IndexWorker* m_worker; ///< deleted when m_thread ends
    std::shared_ptr<PhotoLibrary> m_library;
    std::shared_ptr<PauseGate> m_gate;
    std::stop_source m_stop;
    Progress m_progress;
    bool m_running = false;
    bool m_again = false;
};

} // namespace lookalike
