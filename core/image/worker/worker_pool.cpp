// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/worker_pool.h"

#include <utility>

namespace lookalike {
namespace {

/// A process is replaced after this many pictures, which also frees fragmented memory.
constexpr std::uint64_t kPicturesPerProcess = 2000;

} // namespace

WorkerPool::WorkerPool(WorkerProgram program, std::size_t most)
    : m_program(std::move(program))
    , m_most(most)
{}

Result<std::unique_ptr<WorkerProcess>> WorkerPool::borrow()
{
    {
        std::unique_lock lock(m_mutex);
        m_returned.wait(lock, [this] { return m_lent < m_most; });
        ++m_lent;
    }
    auto taken = takeReady();
    if (!taken)
        giveBack(nullptr);
    return taken;
}

Result<std::unique_ptr<WorkerProcess>> WorkerPool::takeReady()
{
    for (;;) {
        Waiting taken;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_waiting.empty()) {
                taken = std::move(m_waiting.back());
                m_waiting.pop_back();
            }
        }
        const bool fresh = taken.process == nullptr;
        if (fresh) {
            auto started = WorkerProcess::start(m_program);
            if (!started)
                return started;
            taken.process = std::move(*started);
        }
        keepSpare(); // the spare starts while this process works
        if (taken.greeted) {
            if (taken.process->isReady())
                return std::move(taken.process);
            continue; // it ended while idle, or sent unrequested data
        }
        const auto active = taken.process->greet();
        if (active) {
            const std::lock_guard lock(m_mutex);
            m_protections = *active;
            return std::move(taken.process);
        }
        if (fresh)
            return fail(active);
    }
}

void WorkerPool::keepSpare()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_waiting.empty())
            return;
    }
    // If this fails, the next caller that needs a process gets the error.
    if (auto spare = WorkerProcess::start(m_program)) {
        const std::lock_guard lock(m_mutex);
        m_waiting.insert(m_waiting.begin(), Waiting{std::move(*spare), false});
    }
}

void WorkerPool::giveBack(std::unique_ptr<WorkerProcess> process)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_lent;
        if (process && process->picturesTaken() < kPicturesPerProcess)
            m_waiting.push_back({std::move(process), true});
    }
    m_returned.notify_one();
}

Protections WorkerPool::protections() const
{
    const std::lock_guard lock(m_mutex);
    return m_protections;
}

} // namespace lookalike
