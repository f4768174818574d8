// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/worker/worker_process.h"

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace lookalike {

/// The decoder processes of a program, each lent to a thread for one picture at a time.
/// Thread-safe.
class WorkerPool {
public:
    /// Lends at most `most` processes at a time. One more may exist.
    WorkerPool(WorkerProgram program, std::size_t most);

    /// Returns a process that has greeted; waits until one is available. Fails as
    /// WorkerProcess::start() and greet() do.
    [[nodiscard]] Result<std::unique_ptr<WorkerProcess>> borrow();
    /// Takes back a process that worked correctly; pass null for one that did not.
    void giveBack(std::unique_ptr<WorkerProcess> process);

    /// Returns the protections of the last process that greeted.
    [[nodiscard]] Protections protections() const;

private:
    [[nodiscard]] Result<std::unique_ptr<WorkerProcess>> takeReady();
    void keepSpare();

    /// An idle process. Those that have greeted are ready for use; the others are still starting.
    struct Waiting {
        std::unique_ptr<WorkerProcess> process;
        bool greeted = false;
    };

    const WorkerProgram m_program;
    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::condition_variable m_returned;
    std::size_t m_lent = 0;
    std::vector<Waiting> m_waiting; ///< processes that have greeted are at the end
    Protections m_protections;
};

} // namespace lookalike
