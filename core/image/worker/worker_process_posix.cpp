// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/image/worker/channel.h"
#include "core/image/worker/decoder_service.h"
#include "core/image/worker/shared_pixels.h"
#include "core/image/worker/worker_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {
namespace {

constexpr std::chrono::seconds kGreetingLimit(20);

Deadline after(std::chrono::milliseconds time)
{
    return std::chrono::steady_clock::now() + time;
}

/// What a process gets of this one's environment: where its libraries lie, and how it is checked.
/// One thread a process: the program has a process for every core.
std::vector<std::string> makeEnvironment()
{
    std::vector<std::string> environment{"LC_ALL=C", "OMP_NUM_THREADS=1"};
    for (const char* name :
         {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
        if (const char* value = std::getenv(name))
            environment.push_back(std::string(name) + "=" + value);
    return environment;
}

std::string textOf(std::chrono::milliseconds time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    return seconds == time ? std::to_string(seconds.count()) + " seconds"
                           : std::to_string(time.count()) + " milliseconds";
}

std::vector<char*> pointersTo(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Signals of this program's making mean nothing to a decoder.
void resetSignals(posix_spawnattr_t& attributes)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
    flags = static_cast<short>(flags | POSIX_SPAWN_CLOEXEC_DEFAULT);
#endif
    posix_spawnattr_setflags(&attributes, flags); // a group of its own: Ctrl+C is not for it
}

Result<pid_t> spawn(const WorkerProgram& program, int socket)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for a decoder process");
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for a decoder process");
    }
    resetSignals(attributes);
    posix_spawn_file_actions_adddup2(&actions, socket, kWorkerSocket);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0);
    std::vector<std::string> arguments{program.file.native(),
                                       std::to_string(program.memoryMegabytes)};
    std::vector<std::string> environment = makeEnvironment();
    pid_t process = 0;
    const int error = posix_spawn(&process, program.file.c_str(), &actions, &attributes,
                                  pointersTo(arguments).data(), pointersTo(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error != 0)
        return fail(ErrorCode::IoError,
                    "Cannot start the decoder program: " +
                        std::error_code(error, std::generic_category()).message(),
                    program.file);
    return process;
}

class PosixWorkerProcess final : public WorkerProcess {
public:
    PosixWorkerProcess(pid_t process, Descriptor socket)
        : m_process(process)
        , m_channel(std::move(socket))
    {}

    ~PosixWorkerProcess() override
    {
        if (m_process > 0)
            end();
    }

    Result<Protections> greet() override
    {
        std::array<std::uint8_t, kGreetingBytes> bytes{};
        if (auto received = m_channel.receive(bytes, after(kGreetingLimit)); !received)
            return fail(ErrorCode::IoError, "The decoder program does not start: " +
                                                std::move(received).error().message);
        return parseGreeting(bytes);
    }

    bool isReady() const override { return m_channel.isQuiet(); }
    std::uint64_t picturesTaken() const override { return m_taken; }

    Outcome decode(std::span<const std::uint8_t> bytes, const DecodeRequest& request,
                   std::chrono::milliseconds limit) override
    {
        WorkerRequest asked;
        asked.id = ++m_taken;
        asked.fileBytes = bytes.size();
        asked.maxPixels = request.maxPixels;
        asked.wantedShortSide = static_cast<std::uint32_t>(std::max(request.wantedShortSide, 0));
        asked.seconds =
            static_cast<std::uint16_t>(std::chrono::ceil<std::chrono::seconds>(limit).count());
        asked.wantMetadata = request.wantMetadata;
        auto reply = [&] {
            // A process that is killed answers at once.
            const std::stop_callback giveUp(request.stop, [this] { ::kill(m_process, SIGKILL); });
            return ask(asked, bytes, after(limit));
        }();
        if (!reply && request.stop.stop_requested())
            return {Error{ErrorCode::Cancelled, "It was cancelled", {}}, {}};
        if (!reply)
            return {explain(std::move(reply).error(), limit), {}};
        if (reply->error)
            return {std::nullopt, tl::unexpected(std::move(*reply->error))};
        return {std::nullopt, std::move(reply->picture)};
    }

private:
    Result<WorkerReply> ask(const WorkerRequest& asked, std::span<const std::uint8_t> bytes,
                            Deadline deadline)
    {
        if (auto sent = m_channel.send(writeRequest(asked), bytes, deadline); !sent)
            return fail(std::move(sent));
        std::array<std::uint8_t, kReplyBytes> fixed{};
        Descriptor memory;
        if (auto received = m_channel.receiveWith(fixed, memory, deadline); !received)
            return fail(std::move(received));
        auto head = parseReplyHead(fixed, asked);
        if (!head)
            return fail(std::move(head));
        std::vector<std::uint8_t> texts(head->textBytes());
        if (auto received = m_channel.receive(texts, deadline); !received)
            return fail(std::move(received));
        WorkerReply reply = takeTexts(std::move(*head), texts);
        if (memory.isValid() != (reply.transport == PixelTransport::SharedMemory))
            return fail(ErrorCode::Broken, "The decoder's pixels are missing");
        if (auto taken = takePixels(reply, memory, deadline); !taken)
            return fail(std::move(taken));
        return reply;
    }

    Result<> takePixels(WorkerReply& reply, const Descriptor& memory, Deadline deadline)
    {
        if (reply.transport == PixelTransport::None)
            return {};
        // Before anything is allocated for what may only be a claim.
        if (reply.transport == PixelTransport::SharedMemory)
            if (auto sound = checkSealedPixels(memory, reply.pixelBytes); !sound)
                return sound;
        Image& image = reply.picture.image;
        image = Image(image.width, image.height);
        return reply.transport == PixelTransport::SharedMemory
                   ? readSealedPixels(memory, image.pixels)
                   : m_channel.receive(image.pixels, deadline);
    }

    /// What went wrong with this process, for people; ends it where it has not ended itself.
    Error explain(Error failure, std::chrono::milliseconds limit)
    {
        if (failure.code == ErrorCode::Timeout) {
            failure.message = "Decoding took longer than " + textOf(limit);
            end();
            return failure;
        }
        const bool ended = failure.code == ErrorCode::NotFound;
        failure.code = ErrorCode::Broken;
        const int status = end();
        if (ended && WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
            failure.message = std::string("The picture crashed its decoder (") +
                              strsignal(WTERMSIG(status)) + ")";
        else if (ended)
            failure.message = "The picture made its decoder give up";
        return failure;
    }

    /// Kills and reaps; the status as waitpid() gives it.
    int end()
    {
        int status = 0;
        // One that has ended by itself keeps its own status: it is reaped only now.
        ::kill(m_process, SIGKILL);
        while (waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
        }
        m_process = 0;
        return status;
    }

    pid_t m_process;
    Channel m_channel;
    std::uint64_t m_taken = 0;
};

} // namespace

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::start(const WorkerProgram& program)
{
    auto ends = makeSocketPair();
    if (!ends)
        return fail(std::move(ends));
    const auto process = spawn(program, ends->second.get());
    if (!process)
        return tl::unexpected(process.error());
    return std::make_unique<PosixWorkerProcess>(*process, std::move(ends->first));
}

} // namespace lookalike
