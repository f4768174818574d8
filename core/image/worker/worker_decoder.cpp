// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/worker_decoder.h"

#include "core/base/executable_folder.h"
#include "core/base/log.h"
#include "core/base/pause_for.h"
#include "core/image/decode_budget.h"
#include "core/image/worker/worker_pool.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace lookalike {
namespace {

namespace fs = std::filesystem;

#ifdef _WIN32
constexpr const char* kProgramFile = "lookalike-decoder.exe";
#else
constexpr const char* kProgramFile = "lookalike-decoder";
#endif

constexpr const char* kWishVariable = "LOOKALIKE_DECODER";
constexpr int kTries = 2;
/// A decoded picture, a rotated copy, and what a codec keeps for a progressive one.
constexpr std::uint64_t kBytesPerPixel = 12;
constexpr std::uint64_t kLeastMegabytes = 3072;
/// The pauses between attempts to start a process while the system lacks resources.
constexpr std::chrono::milliseconds kFirstPause(50);
constexpr std::chrono::milliseconds kLastPause(800);
/// Shared memory per pixel: as many channels as a codec may return.
constexpr std::uint64_t kSharedBytesPerPixel = 4;

std::uint64_t memoryFor(std::uint64_t maxPixels)
{
    const std::uint64_t wanted = (maxPixels >> 20U) * kBytesPerPixel;
    return std::max(kLeastMegabytes, wanted);
}

class WorkerDecoder final : public Decoder {
public:
    WorkerDecoder(WorkerProgram program, const WorkerDecoderOptions& options)
        : m_limit(options.limit)
        , m_maxPixels(options.maxPixels)
        , m_memoryMegabytes(program.memoryMegabytes)
        , m_budget(options.budgetBytes > 0 ? options.budgetBytes : usualDecodeBudget())
        , m_pool(std::move(program), options.processes > 0
                                         ? options.processes
                                         : std::max(1U, std::thread::hardware_concurrency()) + 1)
    {}

    /// Starts a first process to find out whether that works.
    Result<> start()
    {
        auto process = borrow({});
        if (!process)
            return fail(process);
        m_pool.giveBack(std::move(*process));
        return {};
    }

    Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                const DecodeRequest& request) const override
    {
        DecodeRequest limited = request;
        if (limited.maxPixels == 0)
            limited.maxPixels = m_maxPixels;
        if (bytes.size() > kMaxRequestBytes)
            return fail(ErrorCode::TooLarge, "The file is too large"_msg);
        limited.takeRoom = roomTaker(m_budget, request.stop);
        return tryInProcesses(request.stop, [&](WorkerProcess& process) {
            return process.decode(bytes, limited, m_limit);
        });
    }

    Result<std::string> metadata(MetadataTask task, std::span<const std::uint8_t> bytes,
                                 std::stop_token stop) const override
    {
        if (bytes.size() > kMaxRequestBytes)
            return fail(ErrorCode::TooLarge, "The file is too large"_msg);
        return tryInProcesses(stop, [&](WorkerProcess& process) {
            return process.metadata(task, bytes, stop, m_limit);
        });
    }

    Message isolationText() const override
    {
        const Message text = protectionText(m_pool.protections());
        return text.empty() ? "separate processes"_msg : "separate processes (%1)"_msg(text);
    }

private:
    /// Runs `work` with a process, and once more with a new one if the process failed.
    template <class Work>
    auto tryInProcesses(const std::stop_token& stop, Work work) const
        -> decltype(work(std::declval<WorkerProcess&>()).answer)
    {
        Error failure;
        for (int number = 0; number < kTries; ++number) {
            auto process = borrow(stop);
            if (!process && process.error().code != ErrorCode::Cancelled)
                process.error().code = ErrorCode::IoError; // not the picture's fault
            if (!process)
                return fail(process);
            auto outcome = work(**process);
            const bool outOfMemory = !outcome.failure && !outcome.answer &&
                                     outcome.answer.error().code == ErrorCode::OutOfMemory;
            if (!outcome.failure && !outOfMemory) {
                m_pool.giveBack(std::move(*process));
                return std::move(outcome.answer);
            }
            process->reset(); // must end before the next one may start
            m_pool.giveBack(nullptr);
            if (outcome.failure && outcome.failure->code == ErrorCode::Cancelled)
                return fail(std::move(*outcome.failure));
            failure = outOfMemory ? tooMuchMemory() : std::move(*outcome.failure);
            logInfo("A decoder process was replaced: " + failure.message.english());
        }
        return fail(std::move(failure));
    }

    /// Waits a short time for the system to have resources for a process.
    Result<std::unique_ptr<WorkerProcess>> borrow(const std::stop_token& stop) const
    {
        for (std::chrono::milliseconds pause = kFirstPause;; pause *= 2) {
            auto process = m_pool.borrow();
            if (process || process.error().code != ErrorCode::OutOfMemory || pause > kLastPause)
                return process;
            if (!pauseFor(pause, stop))
                return fail(ErrorCode::Cancelled, "Cancelled"_msg);
        }
    }

    Error tooMuchMemory() const
    {
        return Error{ErrorCode::TooLarge,
                     "The picture needs more than the %1 MiB of memory that decoding may use"_msg(
                         m_memoryMegabytes),
                     {}};
    }

    const std::chrono::milliseconds m_limit;
    const std::uint64_t m_maxPixels;
    const std::uint64_t m_memoryMegabytes;
    mutable DecodeBudget m_budget;
    mutable WorkerPool m_pool;
};

/// Returns true if no decoder program can run here, rather than that resources are lacking now.
bool isProgramMissing(const Error& error)
{
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::PermissionDenied ||
           error.code == ErrorCode::Unsupported;
}

/// Decides on first use, so that a program that decodes nothing starts no process. If no process
/// can be started, pictures fail until one can. Only if the program is missing does this process
/// decode, and only until the program is available.
class LazyDecoder final : public Decoder {
public:
    explicit LazyDecoder(const DecoderOptions& options)
        : m_options(options)
    {}

    Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                const DecodeRequest& request) const override
    {
        const Choice chosen = choose();
        if (!chosen.decoder)
            return fail(ErrorCode::IoError, chosen.reason);
        return chosen.decoder->decode(bytes, request);
    }
    Result<std::string> metadata(MetadataTask task, std::span<const std::uint8_t> bytes,
                                 std::stop_token stop) const override
    {
        const Choice chosen = choose();
        if (!chosen.decoder)
            return fail(ErrorCode::IoError, chosen.reason);
        return chosen.decoder->metadata(task, bytes, std::move(stop));
    }
    void prepare() const override
    {
        if (const Choice chosen = choose(); chosen.decoder)
            chosen.decoder->prepare();
    }
    Message isolationText() const override
    {
        const Choice chosen = lastChoice();
        if (!chosen.decoder && chosen.reason.empty())
            return isInProcessAsked() ? "%1 (%2)"_msg("in-process"_msg, kAsAsked)
                                      : "separate processes (%1)"_msg("not started yet"_msg);
        if (!chosen.decoder)
            return "none (%1)"_msg(chosen.reason);
        const Message text = chosen.decoder->isolationText();
        return chosen.reason.empty() ? text : "%1 (%2)"_msg(text, chosen.reason);
    }

private:
    struct Choice {
        std::shared_ptr<const Decoder> decoder; ///< null if there is none now
        Message reason;                         ///< why decoding is not in other processes
    };

    /// Returns an empty choice before the first use.
    Choice lastChoice() const
    {
        const std::lock_guard lock(m_mutex);
        return m_choice;
    }

    bool isInProcessAsked() const
    {
        const char* const wish = std::getenv(kWishVariable);
        return m_options.inProcess || (wish != nullptr && std::string_view(wish) == "in-process");
    }

    Choice choose() const
    {
        const std::lock_guard lock(m_mutex);
        if (m_settled || std::chrono::steady_clock::now() < m_nextTry)
            return m_choice;
        m_choice = chooseNow();
        m_settled = m_choice.reason.empty() || m_choice.reason == Message(kAsAsked);
        m_nextTry = std::chrono::steady_clock::now() + m_pause; // the attempt may take long
        m_pause = std::min(2 * m_pause, kLongestPause);
        return m_choice;
    }

    Choice chooseNow() const
    {
        if (isInProcessAsked())
            return inProcess(kAsAsked);
        WorkerDecoderOptions options;
        if (const char* const program = std::getenv(kWishVariable))
            options.program = program;
        options.maxPixels = m_options.maxPixels;
        auto made = makeWorkerDecoder(options);
        if (made) {
            logInfo("Pictures are decoded in " + (*made)->isolationText().english());
            return {std::move(*made), {}};
        }
        if (isProgramMissing(made.error()))
            return inProcess(made.error().messageWithPath());
        logWarning("No picture can be decoded now: " + made.error().text());
        return {nullptr, made.error().messageWithPath()};
    }

    Choice inProcess(const Message& reason) const
    {
        if (m_choice.decoder && m_choice.reason == reason)
            return m_choice;
        std::shared_ptr<const Decoder> decoder = makeInProcessDecoder(m_options.maxPixels);
        decoder->prepare();
        logWarning("Pictures are decoded in-process: a damaged one can end the program (" +
                   reason.english() + ")");
        return {std::move(decoder), reason};
    }

    static constexpr auto kAsAsked = "as asked"_msg;
    static constexpr std::chrono::milliseconds kLongestPause{30'000};

    const DecoderOptions m_options;
    mutable std::mutex m_mutex;
    mutable Choice m_choice;
    mutable bool m_settled = false; ///< if false, decides again from m_nextTry on
    mutable std::chrono::steady_clock::time_point m_nextTry;
    mutable std::chrono::milliseconds m_pause{250};
};

} // namespace

fs::path findWorkerProgram()
{
    const fs::path folder = executableFolder();
    // The second is for tests in the build folder.
    const std::array candidates = {folder, folder.parent_path() / "bin"};
    for (const fs::path& candidate : candidates) {
        std::error_code error;
        if (fs::exists(candidate / kProgramFile, error))
            return candidate / kProgramFile;
    }
    return {};
}

Result<std::unique_ptr<Decoder>> makeWorkerDecoder(const WorkerDecoderOptions& options)
{
    WorkerProgram program;
    program.file = options.program.empty() ? findWorkerProgram() : options.program;
    program.memoryMegabytes = memoryFor(options.maxPixels);
    program.sharedBytes = options.maxPixels * kSharedBytesPerPixel;
    if (program.file.empty())
        return fail(ErrorCode::NotFound, "A part of the program is missing: %1"_msg(kProgramFile));
    auto decoder = std::make_unique<WorkerDecoder>(std::move(program), options);
    if (auto started = decoder->start(); !started)
        return fail(started);
    return decoder;
}

std::unique_ptr<Decoder> makeDecoder(const DecoderOptions& options)
{
    return std::make_unique<LazyDecoder>(options);
}

} // namespace lookalike
