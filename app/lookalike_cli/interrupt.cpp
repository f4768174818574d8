// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/interrupt.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <unistd.h>
#endif

namespace lookalike::cli {

namespace {

// The one way to wake a thread that a signal handler may use. Bytes mean: 1 interrupted, 0 done.
std::atomic<int> wakeEnd{-1};
static_assert(std::atomic<int>::is_always_lock_free, "read by a signal handler");

bool makePipe(std::array<int, 2>& ends)
{
#ifdef _WIN32
    return ::_pipe(ends.data(), 16, _O_BINARY | _O_NOINHERIT) == 0;
#else
    return ::pipe(ends.data()) == 0;
#endif
}

void wake(char why)
{
    const int end = wakeEnd;
#ifdef _WIN32
    static_cast<void>(::_write(end, &why, 1));
#else
    static_cast<void>(!::write(end, &why, 1)); // a full pipe wakes as well
#endif
}

char waitToBeWoken(int end)
{
    char why = 0;
#ifdef _WIN32
    static_cast<void>(::_read(end, &why, 1));
#else
    while (::read(end, &why, 1) < 0 && errno == EINTR) {
    }
#endif
    return why;
}

extern "C" void onSignal(int signal)
{
    wake(1);
    std::signal(signal, SIG_DFL);
}

} // namespace

Interrupt::Interrupt()
{
    if (!makePipe(m_ends))
        return; // the signals end the program at once, as without this object
    wakeEnd = m_ends[1];
    m_watcher = std::jthread([this] {
        if (waitToBeWoken(m_ends[0]) == 1)
            m_stop.request_stop();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    if (!m_watcher.joinable())
        return;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    wake(0);
    m_watcher.join();
    for (const int end : m_ends)
#ifdef _WIN32
        ::_close(end);
#else
        ::close(end);
#endif
}

} // namespace lookalike::cli
