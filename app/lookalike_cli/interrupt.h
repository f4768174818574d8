// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <stop_token>
#include <thread>

namespace lookalike::cli {

/// Turns Ctrl-C and SIGTERM into a stop request during its lifetime; a second signal ends the
/// program at once. Only one object may exist at a time.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::array<int, 2> m_ends{-1, -1}; ///< of the pipe through which a signal wakes the thread
    std::jthread m_watcher;            ///< requests the stop, which a signal handler must not do
};

} // namespace lookalike::cli
