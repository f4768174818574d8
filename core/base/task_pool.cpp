// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/task_pool.h"

#include <algorithm>
#include <atomic>
#include <exception>

namespace lookalike {

namespace {

/// How often a caller polls the helpers before it sleeps: some tens of microseconds in all.
constexpr int kTurns = 1000;

} // namespace

struct TaskPool::Job {
    const Work& work;
    const std::size_t tasks;
    const std::size_t width;
    std::atomic<std::size_t> next = 0;
    std::size_t slots = 1; ///< slots handed out; the pool's mutex guards this and the members below
    std::size_t active = 0; ///< helpers at work
    std::condition_variable_any idle{};
    std::exception_ptr error{};

    void help(std::size_t slot)
    {
        for (std::size_t task = next++; task < tasks; task = next++)
            work(task, slot);
    }
};

TaskPool::TaskPool(std::size_t width)
{
    if (width == 0)
        width = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 1; i < width; ++i) {
        m_threads.emplace_back([this](const std::stop_token& stop) { serve(stop); });
    }
}

TaskPool::~TaskPool()
{
    for (std::jthread& thread : m_threads)
        thread.request_stop();
}

void TaskPool::run(std::size_t tasks, std::size_t width, const Work& work)
{
    Job job{work, tasks, std::min({tasks, width, m_threads.size() + 1})};
    if (job.width > 1) {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(&job);
        if (job.width == 2)
            m_wanted.notify_one();
        else
            m_wanted.notify_all();
    }
    try {
        job.help(0);
    } catch (...) {
        job.next = tasks;
        const std::lock_guard lock(m_mutex);
        if (!job.error)
            job.error = std::current_exception();
    }
    if (job.width > 1) {
        std::unique_lock lock(m_mutex);
        std::erase(m_jobs, &job);
        // The helpers are almost done: sleeping and waking up would take longer.
        for (int turn = 0; turn < kTurns && job.active != 0; ++turn) {
            lock.unlock();
            std::this_thread::yield();
            lock.lock();
        }
        job.idle.wait(lock, [&job] { return job.active == 0; });
    }
    if (job.error)
        std::rethrow_exception(job.error);
}

void TaskPool::serve(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_wanted.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
        Job& job = *m_jobs.front();
        const std::size_t slot = job.slots++;
        ++job.active;
        if (job.slots == job.width)
            m_jobs.pop_front();
        lock.unlock();
        std::exception_ptr error;
        try {
            job.help(slot);
        } catch (...) {
            job.next = job.tasks;
            error = std::current_exception();
        }
        lock.lock();
        if (error && !job.error)
            job.error = error;
        // Notify under the lock: the caller destroys the job as soon as no helper is active.
        if (--job.active == 0)
            job.idle.notify_one();
    }
}

} // namespace lookalike
