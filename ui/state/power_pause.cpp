// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/power_pause.h"

#include "ui/bridge/library_session.h"

#include <utility>

namespace lookalike {

PowerPause::PowerPause(LibrarySession& session, QObject* parent, Ask ask,
                       std::chrono::milliseconds interval)
    : QObject(parent)
    , m_session(session)
    , m_ask(std::move(ask))
    , m_runner(session.background(), BackgroundRunner::Policy::LatestWins)
{
    Indexing& indexing = m_session.indexing();
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &PowerPause::look);
    connect(&indexing, &Indexing::started, this, [this] {
        m_isOverruled = false;
        if (m_isOn) {
            m_timer.start();
            look();
        }
    });
    const auto end = [this] {
        m_timer.stop();
        setWaiting(false);
    };
    connect(&indexing, &Indexing::finished, this, end);
    connect(&indexing, &Indexing::failed, this, end);
    connect(&indexing, &Indexing::pausedChanged, this, [this](bool paused) {
        if (paused || !m_isWaiting)
            return;
        m_isOverruled = true;
        setWaiting(false);
    });
    look();
}

void PowerPause::setOn(bool on)
{
    m_isOn = on;
    if (on && m_session.indexing().isAnnounced())
        m_timer.start();
    else
        m_timer.stop();
    look();
}

void PowerPause::look()
{
    m_runner.start(
        this, [ask = m_ask](const std::stop_token&) -> Result<PowerSource> { return ask(); },
        [this](const Result<PowerSource>& source) {
            if (source)
                take(*source);
        });
}

void PowerPause::take(PowerSource source)
{
    if (source != PowerSource::Unknown && !std::exchange(m_hasBattery, true))
        Q_EMIT batteryFound();
    Indexing& indexing = m_session.indexing();
    if (!indexing.isRunning())
        return;
    if (!m_isOn || source != PowerSource::Battery) {
        m_isOverruled = false;
        if (m_isWaiting) {
            setWaiting(false);
            indexing.setPaused(false);
        }
    } else if (!m_isOverruled && !indexing.isPaused() && m_session.searchesWithModelBefore()) {
        setWaiting(true);
        indexing.setPaused(true);
    }
}

void PowerPause::setWaiting(bool waiting)
{
    if (std::exchange(m_isWaiting, waiting) != waiting)
        Q_EMIT waitingChanged(waiting);
}

} // namespace lookalike
