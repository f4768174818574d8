// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/power_source.h"
#include "ui/bridge/background_runner.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>

namespace lookalike {

class LibrarySession;

/// Pauses the reading of all photos with another model while the computer runs on battery, where
/// the user wants that: searches need not wait for it. Knows no widget. GUI thread.
class PowerPause : public QObject {
    Q_OBJECT

public:
    using Ask = std::function<PowerSource()>;
    /// `session` must outlive it. `ask` is called on a worker thread: once at the beginning, and
    /// every `interval` while such a run is under way.
    explicit PowerPause(LibrarySession& session, QObject* parent = nullptr, Ask ask = powerSource,
                        std::chrono::milliseconds interval = std::chrono::seconds(10));

    void setOn(bool on);
    /// The run under way is paused until the computer is plugged in.
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }

Q_SIGNALS:
    /// The computer has a battery.
    void batteryFound();
    /// isWaiting() has another answer. Before Indexing::pausedChanged().
    void waitingChanged(bool waiting);

private:
    void look();
    void take(PowerSource source);
    void setWaiting(bool waiting);

    LibrarySession& m_session;
    const Ask m_ask;
    QTimer m_timer;
    bool m_isOn = false;
    bool m_hasBattery = false;
    bool m_isWaiting = false;
    bool m_isOverruled = false; ///< the user wants to go on until the power source is another one
    BackgroundRunner m_runner;
};

} // namespace lookalike
