// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/worker/worker_process.h"

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace lookalike {

/// The decoder processes of a program: lends them to threads one picture at a time. Thread-safe.
class WorkerPool {
public:
    /// At most `most` processes are lent at a time; one more than that may exist.
    WorkerPool(WorkerProgram program, std::size_t most);

    /// A process that has greeted; waits until one may be had. Fails as WorkerProcess::start() and
    /// greet() do.
    [[nodiscard]] Result<std::unique_ptr<WorkerProcess>> borrow();
    /// Takes a process back that did its part; null for one that did not.
    void giveBack(std::unique_ptr<WorkerProcess> process);

    /// What the last process that greeted has given up.
    [[nodiscard]] Protections protections() const;

private:
    [[nodiscard]] Result<std::unique_ptr<WorkerProcess>> takeReady();
    void keepSpare();

    /// A process that has greeted before is quick to use; the others get ready meanwhile.
    struct Waiting {
        std::unique_ptr<WorkerProcess> process;
        bool greeted = false;
    };

    const WorkerProgram m_program;
    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::condition_variable m_returned;
    std::size_t m_lent = 0;
    std::vector<Waiting> m_waiting; ///< those that greeted behind those that did not
    Protections m_protections;
};

} // namespace lookalike
