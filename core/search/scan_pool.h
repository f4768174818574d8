// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lookalike {

/// Threads that wait between searches, so that a search of milliseconds need not start any.
/// Several callers may run at once: each works on its own job, and idle threads of the pool help
/// the oldest one that wants help.
class ScanPool {
public:
    /// One thread fewer than there are cores: the caller is the other one.
    ScanPool();
    ~ScanPool();
    ScanPool(const ScanPool&) = delete;
    ScanPool& operator=(const ScanPool&) = delete;

    /// Threads that can work on one job, the caller included.
    [[nodiscard]] std::size_t width() const noexcept { return m_threads.size() + 1; }

    /// Calls work(task, slot) for every task in [0, tasks) on at most `width` threads, each with a
    /// slot of its own in [0, width), and returns when all are done. Passes on the first exception.
    using Work = std::function<void(std::size_t task, std::size_t slot)>;
    void run(std::size_t tasks, std::size_t width, const Work& work);

private:
    struct Job;
    void serve(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wanted;
    std::deque<Job*> m_jobs; ///< those that want help
    std::vector<std::jthread> m_threads;
};

} // namespace lookalike
