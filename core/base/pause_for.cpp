// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pause_for.h"

#include <condition_variable>
#include <mutex>

namespace lookalike {

bool pauseFor(std::chrono::milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

} // namespace lookalike
