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

/// Keeps threads waiting, so that a search of a few milliseconds does not have to start any.
/// Several callers may run jobs at once: each caller works on its own job, and idle threads help
/// the oldest job that wants help.
class TaskPool {
public:
    /// Starts one thread fewer than `width`, because the caller works too. 0: one a core.
    explicit TaskPool(std::size_t width = 0);
    ~TaskPool();
    TaskPool(const TaskPool&) = delete;
    TaskPool& operator=(const TaskPool&) = delete;

    /// Returns how many threads can work on one job, including the caller.
    [[nodiscard]] std::size_t width() const noexcept { return m_threads.size() + 1; }

    /// Calls work(task, slot) for every task in [0, tasks) on at most `width` threads and returns
    /// when all tasks are done. Each thread has its own slot in [0, width). Rethrows the first
    /// exception.
    using Work = std::function<void(std::size_t task, std::size_t slot)>;
    void run(std::size_t tasks, std::size_t width, const Work& work);

private:
    struct Job;
    void serve(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wanted;
    std::deque<Job*> m_jobs; ///< jobs that want help
    std::vector<std::jthread> m_threads;
};

} // namespace lookalike
