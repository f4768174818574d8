// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder program as the operating system sees it: started, and ended for certain.
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
    std::uint64_t memoryMegabytes = 0; ///< a process may have; 0: no limit
    std::uint64_t sharedBytes = 0;     ///< of pixels that it may put into shared memory
};

/// A process that ends with this object at the latest, and on Windows with this program.
class ChildProcess {
public:
    /// Starts the program with `stream` as its end of the stream, `pixels` as its shared memory
    /// where it is valid, and nothing else of this process. Fails with NotFound, PermissionDenied
    /// or Unsupported where the program is missing or none that can run here, with OutOfMemory
    /// where the system has no room for a process now, and with IoError for any other reason.
    [[nodiscard]] static Result<std::unique_ptr<ChildProcess>>
    start(const WorkerProgram& program, const UniqueHandle& stream, const UniqueHandle& pixels);
    virtual ~ChildProcess() = default;

    /// Ends the process, whatever it is doing. Any thread, until end() is called.
    virtual void kill() = 0;
    /// The same, and waits for the end. How it had crashed before that, for the user; empty where
    /// it had not. Once.
    [[nodiscard]] virtual Message end() = 0;
};

} // namespace lookalike
