// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/worker_decoder.h"

#include "core/base/executable_folder.h"
#include "core/base/log.h"
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

constexpr int kTries = 2;
/// A decoded picture, a turned copy of it, and what a codec keeps of a progressive one.
constexpr std::uint64_t kBytesPerPixel = 12;
constexpr std::uint64_t kLeastMegabytes = 3072;

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

    /// Starts a first process, to see whether that works.
    Result<> start()
    {
        auto process = m_pool.borrow();
        if (!process)
            return fail(std::move(process));
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
            return fail(ErrorCode::TooLarge, "The file is too large");
        limited.takeRoom = roomTaker(m_budget, request.stop);
        Error failure;
        for (int number = 0; number < kTries; ++number) {
            auto process = m_pool.borrow();
            if (!process)
                return fail(std::move(process));
            WorkerProcess::Outcome outcome = (*process)->decode(bytes, limited, m_limit);
            const bool outOfMemory = !outcome.failure && !outcome.answer &&
                                     outcome.answer.error().code == ErrorCode::OutOfMemory;
            if (!outcome.failure && !outOfMemory) {
                m_pool.giveBack(std::move(*process));
                return std::move(outcome.answer);
            }
            process->reset(); // before the next one may start
            m_pool.giveBack(nullptr);
            if (outcome.failure && outcome.failure->code == ErrorCode::Cancelled)
                return tl::unexpected(std::move(*outcome.failure));
            failure = outOfMemory ? tooMuchMemory() : std::move(*outcome.failure);
            logInfo("A decoder process was replaced: " + failure.message);
        }
        return tl::unexpected(std::move(failure));
    }

    std::string posture() const override
    {
        const std::string text = protectionText(m_pool.protections());
        return text.empty() ? "separate processes" : "separate processes (" + text + ")";
    }

private:
    Error tooMuchMemory() const
    {
        return Error{ErrorCode::TooLarge,
                     "The picture takes more than the " + std::to_string(m_memoryMegabytes) +
                         " MiB of memory that decoding may take",
                     {}};
    }

    const std::chrono::milliseconds m_limit;
    const std::uint64_t m_maxPixels;
    const std::uint64_t m_memoryMegabytes;
    mutable DecodeBudget m_budget;
    mutable WorkerPool m_pool;
};

/// Decides with the first use, so that a program that decodes nothing starts nothing.
class LateDecoder final : public Decoder {
public:
    explicit LateDecoder(const DecoderOptions& options)
        : m_options(options)
    {}

    Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                const DecodeRequest& request) const override
    {
        return decoder().decode(bytes, request);
    }
    void prepare() const override { decoder().prepare(); }
    std::string posture() const override
    {
        const Decoder& chosen = decoder();
        return chosen.posture() + (m_reason.empty() ? "" : " (" + m_reason + ")");
    }

private:
    const Decoder& decoder() const
    {
        std::call_once(m_once, [this] { choose(); });
        return *m_decoder;
    }

    void choose() const
    {
        const char* const named = std::getenv("LOOKALIKE_DECODER");
        const std::string_view wish = named == nullptr ? "" : named;
        if (m_options.inProcess || wish == "in-process") {
            m_reason = "as asked";
        } else {
            WorkerDecoderOptions options;
            options.program = wish;
            options.maxPixels = m_options.maxPixels;
            if (auto made = makeWorkerDecoder(options)) {
                m_decoder = std::move(*made);
                logInfo("Pictures are decoded in " + m_decoder->posture());
                return;
            } else {
                m_reason = made.error().text();
            }
        }
        m_decoder = makeInProcessDecoder(m_options.maxPixels);
        m_decoder->prepare();
        logWarning("Pictures are decoded in-process: a damaged one can end the program (" +
                   m_reason + ")");
    }

    const DecoderOptions m_options;
    mutable std::once_flag m_once;
    mutable std::unique_ptr<Decoder> m_decoder;
    mutable std::string m_reason;
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
    if (program.file.empty())
        return fail(ErrorCode::NotFound,
                    std::string("A part of the program is missing: ") + kProgramFile);
    auto decoder = std::make_unique<WorkerDecoder>(std::move(program), options);
    if (auto started = decoder->start(); !started)
        return fail(std::move(started));
    return decoder;
}

std::unique_ptr<Decoder> makeDecoder(const DecoderOptions& options)
{
    return std::make_unique<LateDecoder>(options);
}

} // namespace lookalike
