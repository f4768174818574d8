// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace lookalike {

/// Lets one thread pause others at points that they choose. Thread-safe.
class PauseGate {
public:
    void pause()
    {
        const std::lock_guard lock(m_mutex);
        m_paused = true;
    }
    void resume()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_paused = false;
        }
        m_changed.notify_all();
    }
    /// Returns true if the state changed.
    [[nodiscard]] bool setPaused(bool paused)
    {
        if (isPaused() == paused)
            return false;
        paused ? pause() : resume();
        return true;
    }
    [[nodiscard]] bool isPaused() const
    {
        const std::lock_guard lock(m_mutex);
        return m_paused;
    }
    /// Returns immediately unless paused; otherwise waits for resume() or a stop request.
    void wait(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, stop, [this] { return !m_paused; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false;
};

} // namespace lookalike
