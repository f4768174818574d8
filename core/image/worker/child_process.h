// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder program as an operating system process, which is guaranteed to end.
#pragma once

#include "core/image/worker/channel.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace lookalike {

/// How decoder processes are started.
struct WorkerProgram {
    std::filesystem::path file;
    std::uint64_t memoryMegabytes = 0; ///< limit per process; 0: no limit
    std::uint64_t sharedBytes = 0;     ///< limit for pixels in shared memory
};

/// A process that ends with this object at the latest; on Windows, also with this program.
class ChildProcess {
public:
    /// Starts the program. It inherits `stream` as its end of the stream and `pixels`, if valid, as
    /// its shared memory, and nothing else. Fails with NotFound, PermissionDenied or Unsupported if
    /// the program is missing or cannot run here, with OutOfMemory if the system has no resources
    /// for a process now, and with IoError otherwise.
    [[nodiscard]] static Result<std::unique_ptr<ChildProcess>>
    start(const WorkerProgram& program, const UniqueHandle& stream, const UniqueHandle& pixels);
    virtual ~ChildProcess() = default;

    /// Kills the process, whatever it is doing. Any thread, until end() is called.
    virtual void kill() = 0;
    /// Kills the process and waits until it has ended. Returns how it had crashed before, as text
    /// for the user; empty if it had not crashed. Call it once.
    [[nodiscard]] virtual Message end() = 0;
};

} // namespace lookalike
