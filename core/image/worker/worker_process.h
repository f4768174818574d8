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

/// One decoder process: started here, ended with this object, whatever it is doing. One thread at
/// a time.
class WorkerProcess {
public:
    /// Returns as soon as the process runs; it gets ready meanwhile. Fails as ChildProcess::start()
    /// does.
    [[nodiscard]] static Result<std::unique_ptr<WorkerProcess>> start(const WorkerProgram& program);

    /// Waits for the greeting, once. Fails with IoError where none comes.
    [[nodiscard]] Result<Protections> greet();
    /// It waits for work, as far as can be told without asking.
    [[nodiscard]] bool isReady() const { return m_channel.isQuiet(); }

    /// What became of a picture. Where `failure` is set, the process did not do its part (ended,
    /// took too long, answered nonsense) and must not be used again; `answer` is what it said of
    /// the picture otherwise.
    struct Outcome {
        std::optional<Error> failure;
        Result<DecodedImage> answer;
    };
    /// Only after a successful greet(). A stop request ends the process: `failure` is Cancelled.
    /// The time that request.takeRoom takes does not count.
    [[nodiscard]] Outcome decode(std::span<const std::uint8_t> bytes, const DecodeRequest& request,
                                 std::chrono::milliseconds limit);
    /// The same for a metadata task.
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
    /// The reply to `asked`, with its texts but without its pixels.
    [[nodiscard]] Result<WorkerReply> receiveReply(const WorkerRequest& asked, Deadline deadline);
    /// ask() in a way that a stop request ends.
    [[nodiscard]] Result<WorkerReply> askUntilStopped(const WorkerRequest& asked,
                                                      std::span<const std::uint8_t> bytes,
                                                      const DecodeRequest& request,
                                                      std::chrono::milliseconds limit);
    [[nodiscard]] Result<> takeAnswer(WorkerReply& reply, Deadline deadline);
    [[nodiscard]] Result<> takePixels(WorkerReply& reply, Deadline deadline);
    /// What went wrong with this process, for the user; ends it where it has not ended itself.
    [[nodiscard]] Error explain(Error failure, std::chrono::milliseconds limit);

    std::unique_ptr<ChildProcess> m_child;
    Channel m_channel;
    const UniqueHandle m_pixels; ///< invalid where pixels come through the stream
    std::uint64_t m_taken = 0;
};

} // namespace lookalike
