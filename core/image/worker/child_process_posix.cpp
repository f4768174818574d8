// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/image/worker/child_process.h"
#include "core/image/worker/decoder_service.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <vector>

namespace lookalike {
namespace {

/// Returns the environment variables that a decoder process gets: library paths and sanitizer
/// options. One thread per process, because there is a process per core.
std::vector<std::string> makeEnvironment()
{
    std::vector<std::string> environment{"LC_ALL=C", "OMP_NUM_THREADS=1"};
    for (const char* name :
         {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
        if (const char* value = std::getenv(name))
            environment.push_back(std::string(name) + "=" + value);
    return environment;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Restores the default handling of signals, which this program may have changed.
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
    posix_spawnattr_setflags(&attributes, flags); // a separate group does not get Ctrl+C
}

ErrorCode codeFor(int error)
{
    switch (error) {
    case ENOEXEC:
        return ErrorCode::Unsupported;
    case EAGAIN:
    case EMFILE:
    case ENFILE:
        return ErrorCode::OutOfMemory;
    default:
        return errorCodeFor(std::error_code(error, std::generic_category()));
    }
}

/// Returns a duplicate of the file with a number that no descriptor of a decoder process has.
UniqueHandle moveUp(const UniqueHandle& file)
{
    return UniqueHandle(fcntl(file.get(), F_DUPFD_CLOEXEC, kWorkerPixels + 1));
}

Result<pid_t> spawn(const WorkerProgram& program, int stream, int pixels)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for a decoder process"_msg);
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for a decoder process"_msg);
    }
    resetSignals(attributes);
    posix_spawn_file_actions_adddup2(&actions, stream, kWorkerSocket);
    if (pixels != UniqueHandle::kNone)
        posix_spawn_file_actions_adddup2(&actions, pixels, kWorkerPixels);
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
        return fail(codeFor(error),
                    "%1: %2"_msg("Cannot start the decoder program"_msg,
                                 systemReason({error, std::generic_category()})),
                    program.file);
    return process;
}

class PosixChildProcess final : public ChildProcess {
public:
    explicit PosixChildProcess(pid_t process)
        : m_process(process)
    {}
    ~PosixChildProcess() override
    {
        if (m_process > 0)
            reap();
    }
    void kill() override { ::kill(m_process, SIGKILL); }
    Message end() override
    {
        const int status = reap();
        const bool crashed = WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL;
        return crashed ? Message::verbatim(strsignal(WTERMSIG(status))) : Message();
    }

private:
    /// Returns the status from waitpid().
    int reap()
    {
        int status = 0;
        // A process that has already ended keeps its own status, because it is reaped only now.
        ::kill(m_process, SIGKILL);
        while (waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
        }
        m_process = 0;
        return status;
    }

    pid_t m_process;
};

} // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const WorkerProgram& program,
                                                          const UniqueHandle& stream,
                                                          const UniqueHandle& pixels)
{
    const UniqueHandle moved = pixels.isValid() ? moveUp(pixels) : UniqueHandle();
    if (pixels.isValid() && !moved.isValid())
        return fail(codeFor(errno), "Too many open files"_msg);
    const auto process = spawn(program, stream.get(), moved.get());
    if (!process)
        return fail(process);
    return std::make_unique<PosixChildProcess>(*process);
}

} // namespace lookalike
