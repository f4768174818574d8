// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/worker/channel.h"
#include "core/image/worker/child_process.h"
#include "core/image/worker/protocol.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace lookalike {

/// One decoder process. It is started here and ends with this object, whatever it is doing. One
/// thread at a time.
class WorkerProcess {
public:
    /// Returns as soon as the process runs; it continues to initialise. Fails as
    /// ChildProcess::start() does.
    [[nodiscard]] static Result<std::unique_ptr<WorkerProcess>> start(const WorkerProgram& program);

    /// Waits for the greeting. Call it once. Fails with IoError if no greeting arrives.
    [[nodiscard]] Result<Protections> greet();
    /// Returns true if the process seems to be waiting for work; does not ask it.
    [[nodiscard]] bool isReady() const { return m_channel.isQuiet(); }

    /// The result for a picture. If `failure` is set, the process failed (it ended, took too long
    /// or sent an invalid answer) and must not be used again. Otherwise `answer` is its answer.
    struct Outcome {
        std::optional<Error> failure;
        Result<DecodedImage> answer;
    };
    /// Requires a successful greet(). A stop request kills the process, and `failure` is Cancelled.
    /// Time spent in request.takeRoom does not count.
    [[nodiscard]] Outcome decode(std::span<const std::uint8_t> bytes, const DecodeRequest& request,
                                 std::chrono::milliseconds limit);
    /// The result of a metadata task.
    struct TextOutcome {
        std::optional<Error> failure;
        Result<std::string> answer;
    };
    [[nodiscard]] TextOutcome metadata(MetadataTask task, std::span<const std::uint8_t> bytes,
                                       std::stop_token stop, std::chrono::milliseconds limit);
    [[nodiscard]] std::uint64_t picturesTaken() const { return m_taken; }

private:
    WorkerProcess(std::unique_ptr<ChildProcess> child, UniqueHandle stream, UniqueHandle pixels);
    [[nodiscard]] Result<WorkerReply> ask(const WorkerRequest& asked,
                                          std::span<const std::uint8_t> bytes,
                                          const DecodeRequest& request,
                                          std::chrono::milliseconds limit);
    /// Receives the reply to `asked`, with its texts but without its pixels.
    [[nodiscard]] Result<WorkerReply> receiveReply(const WorkerRequest& asked, Deadline deadline);
    /// Like ask(), but a stop request ends it.
    [[nodiscard]] Result<WorkerReply> askUntilStopped(const WorkerRequest& asked,
                                                      std::span<const std::uint8_t> bytes,
                                                      const DecodeRequest& request,
                                                      std::chrono::milliseconds limit);
    [[nodiscard]] Result<> takeAnswer(WorkerReply& reply, Deadline deadline);
    [[nodiscard]] Result<> takePixels(WorkerReply& reply, Deadline deadline);
    /// Explains to the user what went wrong with this process; kills it if it is still running.
    [[nodiscard]] Error explain(Error failure, std::chrono::milliseconds limit);

    std::unique_ptr<ChildProcess> m_child;
    Channel m_channel;
    const UniqueHandle m_pixels; ///< invalid if pixels come through the stream
    std::uint64_t m_taken = 0;
};

} // namespace lookalike
