// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/worker/protocol.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace lookalike {

/// How decoder processes are started.
struct WorkerProgram {
    std::filesystem::path file;
    std::uint64_t memoryMegabytes = 0; ///< a process may have; 0: no limit
};

/// One decoder process: started here, ended here. One thread at a time.
class WorkerProcess {
public:
    /// Returns as soon as the process runs; it gets ready meanwhile. Fails with IoError where it
    /// cannot be started, with Unsupported where this system has no such processes.
    [[nodiscard]] static Result<std::unique_ptr<WorkerProcess>> start(const WorkerProgram& program);
    /// Ends the process, whatever it is doing.
    virtual ~WorkerProcess() = default;

    /// Waits for the greeting, once. Fails with IoError where none comes.
    [[nodiscard]] virtual Result<Protections> greet() = 0;
    /// It waits for work, as far as can be told without asking.
    [[nodiscard]] virtual bool isReady() const = 0;

    /// What became of a picture. Where `failure` is set, the process did not do its part (ended,
    /// took too long, answered nonsense) and must not be used again; `answer` is what it said of
    /// the picture otherwise.
    struct Outcome {
        std::optional<Error> failure;
        Result<DecodedImage> answer;
    };
    /// Only after a successful greet(). A stop request ends the process: `failure` is Cancelled.
    [[nodiscard]] virtual Outcome decode(std::span<const std::uint8_t> bytes,
                                         const DecodeRequest& request,
                                         std::chrono::milliseconds limit) = 0;
    [[nodiscard]] virtual std::uint64_t picturesTaken() const = 0;
};

} // namespace lookalike
