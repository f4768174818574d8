// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/image/escape_attempts.h"

#include "core/image/worker/decoder_service.h"

#include <fcntl.h>
#include <linux/ioprio.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace lookalike::testing {
namespace {

pid_t victim = 0;

constexpr const char* kFile = "/etc/passwd";
constexpr const char* kNowhere = "/tmp/lookalike-nothing-there";
constexpr off_t kGigabyte = 1 << 30;

// Numbers that headers may lack.
constexpr long kPidfdSendSignal = 424;
constexpr long kIoUringSetup = 425;
constexpr long kPidfdOpen = 434;
constexpr long kClone3 = 435;
constexpr long kOpenat2 = 437;
constexpr long kPidfdGetfd = 438;
constexpr long kFaccessat2 = 439;
constexpr long kProcessMadvise = 440;
constexpr long kMemfdSecret = 447;

/// System calls as they are: no C library falls back to another one.
template <class... Arguments>
long sys(long number, Arguments... arguments)
{
    return syscall(number, arguments...);
}

long endChild(long process)
{
    if (process == 0)
        std::_Exit(0);
    return process;
}

long growMemory()
{
    const long memory = sys(SYS_memfd_create, "attack", 0U);
    const long grown = memory < 0 ? -1 : ftruncate(static_cast<int>(memory), 64 * kGigabyte);
    const int error = errno;
    if (memory >= 0)
        close(static_cast<int>(memory));
    errno = error;
    return grown;
}

long makeSegment()
{
    const long segment = sys(SYS_shmget, IPC_PRIVATE, 4096UL, 0600);
    if (segment >= 0)
        sys(SYS_shmctl, segment, IPC_RMID, nullptr);
    return segment;
}

long makeSemaphore()
{
    const long set = sys(SYS_semget, IPC_PRIVATE, 1, 0600);
    if (set >= 0)
        sys(SYS_semctl, set, 0, IPC_RMID, 0);
    return set;
}

long makeQueue()
{
    const long queue = sys(SYS_msgget, IPC_PRIVATE, 0600);
    if (queue >= 0)
        sys(SYS_msgctl, queue, IPC_RMID, nullptr);
    return queue;
}

/// The victim's own affinity, so that nothing changes where it succeeds.
long setAffinity()
{
    cpu_set_t all;
    CPU_ZERO(&all);
    for (std::size_t i = 0; i < CPU_SETSIZE; ++i)
        CPU_SET(i, &all);
    return sys(SYS_sched_setaffinity, victim, sizeof all, &all);
}

long setScheduler()
{
    const sched_param parameters{};
    return sys(SYS_sched_setscheduler, victim, SCHED_OTHER, &parameters);
}

long readMemoryOf()
{
    std::array<char, 8> mine{};
    const iovec here{mine.data(), mine.size()};
    const iovec there{reinterpret_cast<void*>(std::uintptr_t{0x400000}), mine.size()};
    return sys(SYS_process_vm_readv, victim, &here, 1UL, &there, 1UL, 0UL);
}

long connectSomewhere()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    return sys(SYS_connect, kWorkerSocket, &address, sizeof address);
}

long queueSignal()
{
    siginfo_t info{};
    info.si_code = SI_QUEUE;
    return sys(SYS_rt_sigqueueinfo, victim, SIGUSR1, &info);
}

long makeExecutable(long page)
{
    return page < 0 ? page : sys(SYS_mprotect, page, 4096UL, PROT_READ | PROT_EXEC);
}

long mapPages(int protection)
{
    return sys(SYS_mmap, nullptr, 4096UL, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L);
}

long status()
{
    struct stat result = {};
    return sys(SYS_newfstatat, AT_FDCWD, kFile, &result, 0);
}

long statusOfDescriptor()
{
    struct stat result = {};
    // The path counts where it is absolute, whatever the descriptor and the flag say.
    return sys(SYS_newfstatat, kWorkerSocket, kFile, &result, AT_EMPTY_PATH);
}

long extendedStatus()
{
    std::array<char, 512> result{};
    return sys(SYS_statx, AT_FDCWD, kFile, 0, 0x7ffU, result.data());
}

long fileSystemStatus()
{
    struct statfs result = {};
    return sys(SYS_statfs, kFile, &result);
}

long readLink()
{
    std::array<char, 4096> target{};
    return sys(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", target.data(), target.size());
}

long execute(bool at)
{
    char* const program[] = {const_cast<char*>("/bin/true"), nullptr};
    return at ? sys(SYS_execveat, AT_FDCWD, program[0], program, nullptr, 0)
              : sys(SYS_execve, program[0], program, nullptr);
}

long raiseLimit(int resource)
{
    const std::array<std::uint64_t, 2> more{~std::uint64_t{0}, ~std::uint64_t{0}};
    return sys(SYS_prlimit64, 0, resource, more.data(), nullptr);
}

#ifdef __x86_64__
/// The same kernel by the calls of 32-bit programs.
long oldCall()
{
    long result = 20; // getpid
    asm volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
    return result;
}
#endif

constexpr bool kUsual = true;

const EscapeAttempt kAttempts[] = {
    {"read a file", [] { return sys(SYS_openat, AT_FDCWD, kFile, O_RDONLY); }, kUsual},
    {"read a file above", [] { return sys(SYS_openat, AT_FDCWD, "../etc/passwd", O_RDONLY); }},
    {"read a file by the newer call",
     [] {
         const std::array<std::uint64_t, 3> how{};
         return sys(kOpenat2, AT_FDCWD, kFile, how.data(), sizeof how);
     }},
    {"list a folder", [] { return sys(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_DIRECTORY); },
     kUsual},
    {"write a file",
     [] { return sys(SYS_openat, AT_FDCWD, "/tmp/lookalike-escape", O_WRONLY | O_CREAT, 0600); }},
    {"write a file here",
     [] { return sys(SYS_openat, AT_FDCWD, "lookalike-escape", O_WRONLY | O_CREAT, 0600); }},
    {"write a file without a name",
     [] { return sys(SYS_openat, AT_FDCWD, "/tmp", O_WRONLY | O_TMPFILE, 0600); }},
    {"remove", [] { return sys(SYS_unlinkat, AT_FDCWD, kNowhere, 0); }},
    {"rename", [] { return sys(SYS_renameat2, AT_FDCWD, kNowhere, AT_FDCWD, "/tmp/b", 0U); }},
    {"make a folder", [] { return sys(SYS_mkdirat, AT_FDCWD, "/nowhere/at/all", 0700); }},
    {"make a link", [] { return sys(SYS_symlinkat, "x", AT_FDCWD, "/nowhere/at/all"); }},
    {"make a hard link", [] { return sys(SYS_linkat, AT_FDCWD, kNowhere, AT_FDCWD, "/tmp/b", 0); }},
    {"make a device", [] { return sys(SYS_mknodat, AT_FDCWD, "/nowhere/all", S_IFIFO, 0); }},
    {"change a mode", [] { return sys(SYS_fchmodat, AT_FDCWD, kNowhere, 0600); }},
    {"change an owner", [] { return sys(SYS_fchownat, AT_FDCWD, kNowhere, 0, 0, 0); }},
    {"change times", [] { return sys(SYS_utimensat, AT_FDCWD, kNowhere, nullptr, 0); }},
    {"cut a file", [] { return sys(SYS_truncate, kNowhere, 0L); }},
    {"set an attribute", [] { return sys(SYS_setxattr, kNowhere, "user.a", "b", 1UL, 0); }},
    {"look at a file", status, kUsual},
    {"look at a file by a descriptor's call", statusOfDescriptor},
    {"look at a file by the newer call", extendedStatus, kUsual},
    {"look at a file system", fileSystemStatus, kUsual},
    {"read a link", readLink, kUsual},
    {"ask for access", [] { return sys(SYS_faccessat, AT_FDCWD, kFile, R_OK); }, kUsual},
    {"ask for access by the newer call", [] { return sys(kFaccessat2, AT_FDCWD, kFile, R_OK, 0); }},
    {"change the folder", [] { return sys(SYS_chdir, "/"); }, kUsual},
    {"watch files", [] { return sys(SYS_inotify_init1, 0); }, kUsual},
    {"watch all files", [] { return sys(SYS_fanotify_init, 0U, 0U); }},
    {"open by handle", [] { return sys(SYS_open_by_handle_at, AT_FDCWD, nullptr, 0); }},
    {"memory that no limit counts", growMemory, kUsual},
    {"secret memory", [] { return sys(kMemfdSecret, 0U); }},
    {"larger pixel memory", [] { return sys(SYS_ftruncate, kWorkerPixels, 64 * kGigabyte); }},
    {"room for larger pixel memory",
     [] { return sys(SYS_fallocate, kWorkerPixels, 0, 0L, 64 * kGigabyte); }},
    {"a write behind the pixel memory",
     [] { return sys(SYS_pwrite64, kWorkerPixels, "x", 1UL, 64 * kGigabyte); }},
    {"another descriptor", [] { return sys(SYS_dup, kWorkerSocket); }},
    {"a pipe",
     [] {
         std::array<int, 2> ends{};
         return sys(SYS_pipe2, ends.data(), 0);
     },
     kUsual},
    {"an event", [] { return sys(SYS_eventfd2, 0U, 0); }, kUsual},
    {"execute", [] { return execute(false); }},
    {"execute by the newer call", [] { return execute(true); }},
    {"fork", [] { return endChild(sys(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, 0UL)); },
     kUsual},
    {"fork by the newer call",
     [] {
         const std::array<std::uint64_t, 8> how{0, 0, 0, 0, SIGCHLD};
         return endChild(sys(kClone3, how.data(), sizeof how));
     },
     kUsual},
    {"trace", [] { return sys(SYS_ptrace, PTRACE_ATTACH, victim, nullptr, nullptr); }},
    {"read memory", readMemoryOf},
    {"signal", [] { return sys(SYS_kill, victim, 0); }, kUsual},
    {"signal a thread", [] { return sys(SYS_tkill, victim, 0); }, kUsual},
    {"signal a thread of another", [] { return sys(SYS_tgkill, victim, victim, 0); }, kUsual},
    {"queue a signal", queueSignal},
    {"a process as a descriptor", [] { return sys(kPidfdOpen, victim, 0U); }, kUsual},
    {"signal by descriptor", [] { return sys(kPidfdSendSignal, -1, 0, nullptr, 0U); }},
    {"take a descriptor", [] { return sys(kPidfdGetfd, -1, 0, 0U); }},
    {"signals by a socket's owner", [] { return sys(SYS_fcntl, kWorkerSocket, F_SETOWN, victim); }},
    {"which signal a socket sends",
     [] { return sys(SYS_fcntl, kWorkerSocket, F_SETSIG, SIGKILL); }},
    {"signals of a socket", [] { return sys(SYS_fcntl, kWorkerSocket, F_SETFL, O_ASYNC); }},
    {"signals by a socket's control",
     [] { return sys(SYS_ioctl, kWorkerSocket, FIOSETOWN, &victim); }},
    {"leases", [] { return sys(SYS_fcntl, kWorkerPixels, F_SETLEASE, F_RDLCK); }},
    {"another group", [] { return sys(SYS_setpgid, 0, victim); }},
    {"priority", [] { return sys(SYS_setpriority, PRIO_PROCESS, victim, 0); }, kUsual},
    {"disk priority", [] { return sys(SYS_ioprio_set, IOPRIO_WHO_PROCESS, victim, 2 << 13 | 4); },
     kUsual},
    {"affinity", setAffinity, kUsual},
    {"what its affinity is",
     [] {
         std::array<unsigned long, 128> mask{};
         return sys(SYS_sched_getaffinity, victim, sizeof mask, mask.data());
     },
     kUsual},
    {"scheduling", setScheduler, kUsual},
    {"scheduling parameters",
     [] {
         const sched_param parameters{};
         return sys(SYS_sched_setparam, victim, &parameters);
     },
     kUsual},
    {"scheduling attributes", [] { return sys(SYS_sched_setattr, victim, nullptr, 0U); }},
    {"move pages", [] { return sys(SYS_migrate_pages, victim, 0UL, nullptr, nullptr); }},
    {"advice on memory", [] { return sys(kProcessMadvise, -1, nullptr, 0UL, 0, 0U); }},
    {"what its limits are",
     [] {
         std::array<std::uint64_t, 2> limits{};
         return sys(SYS_prlimit64, victim, RLIMIT_AS, nullptr, limits.data());
     },
     kUsual},
    {"more memory", [] { return raiseLimit(RLIMIT_AS); }},
    {"more descriptors", [] { return raiseLimit(RLIMIT_NOFILE); }},
    {"shared memory of System V", makeSegment, kUsual},
    {"list shared memory",
     [] {
         std::array<char, 512> info{};
         return sys(SYS_shmctl, 0, IPC_INFO, info.data());
     },
     kUsual},
    {"attach shared memory", [] { return sys(SYS_shmat, 0, nullptr, SHM_RDONLY); }},
    {"semaphores", makeSemaphore, kUsual},
    {"list semaphores",
     [] {
         std::array<char, 512> info{};
         return sys(SYS_semctl, 0, 0, IPC_INFO, info.data());
     },
     kUsual},
    {"use a semaphore", [] { return sys(SYS_semtimedop, 0, nullptr, 0UL, nullptr); }},
    {"message queues", makeQueue, kUsual},
    {"list message queues",
     [] {
         std::array<char, 512> info{};
         return sys(SYS_msgctl, 0, IPC_INFO, info.data());
     },
     kUsual},
    {"send a message", [] { return sys(SYS_msgsnd, 0, nullptr, 0UL, IPC_NOWAIT); }},
    {"receive a message", [] { return sys(SYS_msgrcv, 0, nullptr, 0UL, 0L, IPC_NOWAIT); }},
    {"POSIX message queues", [] { return sys(SYS_mq_open, "lookalike", O_RDONLY, 0, nullptr); }},
    {"remove a message queue", [] { return sys(SYS_mq_unlink, "lookalike-nothing-there"); }},
    {"socket", [] { return sys(SYS_socket, AF_INET, SOCK_STREAM, 0); }, kUsual},
    {"local socket", [] { return sys(SYS_socket, AF_UNIX, SOCK_STREAM, 0); }, kUsual},
    {"pair of sockets",
     [] {
         std::array<int, 2> ends{};
         return sys(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, ends.data());
     },
     kUsual},
    {"connect", connectSomewhere},
    {"bind", [] { return sys(SYS_bind, kWorkerSocket, nullptr, 0); }},
    {"listen", [] { return sys(SYS_listen, kWorkerSocket, 1); }},
    {"io_uring", [] { return sys(kIoUringSetup, 1U, nullptr); }},
    {"asynchronous reads", [] { return sys(SYS_io_setup, 1U, nullptr); }},
    {"keys", [] { return sys(SYS_keyctl, 0, -3, 0, 0, 0); }},
    {"BPF", [] { return sys(SYS_bpf, 0, nullptr, 0U); }},
    {"performance counters", [] { return sys(SYS_perf_event_open, nullptr, victim, -1, -1, 0UL); }},
    {"page faults", [] { return sys(SYS_userfaultfd, 0); }},
    {"mount", [] { return sys(SYS_mount, nullptr, kNowhere, nullptr, 0UL, nullptr); }},
    {"namespaces", [] { return sys(SYS_unshare, CLONE_NEWUSER); }},
    {"another root", [] { return sys(SYS_chroot, kNowhere); }},
    {"another personality", [] { return sys(SYS_personality, 0xffffffffUL); }, kUsual},
    {"the system's log", [] { return sys(SYS_syslog, 10, nullptr, 0); }},
    {"the clock", [] { return sys(SYS_clock_settime, CLOCK_REALTIME, nullptr); }},
    {"lock memory", [] { return sys(SYS_mlockall, 0); }},
    {"code in new pages", [] { return mapPages(PROT_READ | PROT_WRITE | PROT_EXEC); }, kUsual},
    {"code in old pages", [] { return makeExecutable(mapPages(PROT_READ | PROT_WRITE)); }, kUsual},
    {"damage pages",
     [] { return sys(SYS_madvise, mapPages(PROT_READ | PROT_WRITE), 4096UL, 100); }},
    {"no death with the owner", [] { return sys(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }},
#ifdef __x86_64__
    {"fork by the old call", [] { return endChild(sys(SYS_fork)); }, kUsual},
    {"read a file by the old call", [] { return sys(SYS_open, kFile, O_RDONLY); }, kUsual},
    {"look at a file by the old call",
     [] {
         struct stat result = {};
         return sys(SYS_stat, kFile, &result);
     },
     kUsual},
    {"read a link by the old call",
     [] {
         std::array<char, 4096> target{};
         return sys(SYS_readlink, "/proc/self/exe", target.data(), target.size());
     },
     kUsual},
    {"ports", [] { return sys(SYS_iopl, 0); }},
    {"a call of x32 programs", [] { return sys(0x40000000L | SYS_getpid); }},
    {"a call of 32-bit programs", oldCall},
#endif
};

} // namespace

std::span<const EscapeAttempt> escapeAttempts()
{
    return kAttempts;
}

void setVictim(pid_t process)
{
    victim = process;
}

std::string tryToEscape(std::string_view name)
{
    const auto* const found = std::ranges::find(kAttempts, name, &EscapeAttempt::name);
    if (found == std::end(kAttempts))
        return "unknown";
    errno = 0;
    return found->call() < 0 ? "refused:" + std::to_string(errno) : "ALLOWED";
}

} // namespace lookalike::testing
