// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/interrupt.h"

#include <atomic>
#include <chrono>
#include <csignal>

namespace lookalike::cli {

namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "written by a signal handler");

extern "C" void onSignal(int signal)
{
    interrupted = true;
    std::signal(signal, SIG_DFL);
}

} // namespace

Interrupt::Interrupt()
    : m_watcher([this](const std::stop_token& done) {
        while (!done.stop_requested() && !interrupted)
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
        if (interrupted)
            m_stop.request_stop();
    })
{
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace lookalike::cli
