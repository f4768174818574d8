// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/decoder_service.h"
#include "core/image/worker/system_call_filter.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

/// From this number on, calls have the same number on all architectures. A C library that tries one
/// of them falls back to an older call if it fails as unknown.
constexpr std::uint32_t kFirstNew = 424;

/// Newer C libraries use this for the ends of stacks; headers may lack the name.
constexpr std::uint32_t kInstallGuard = 102;
constexpr std::uint32_t kRemoveGuard = 103;

/// Calls that only affect the process itself and what it was given.
constexpr long kAllowed[] = {
#ifdef SYS_poll
    SYS_poll,
#endif
#ifdef SYS_alarm
    SYS_alarm,
#endif
#ifdef SYS_time
    SYS_time,
#endif
    SYS_read,
    SYS_write,
    SYS_pwrite64,
    SYS_pread64,
    SYS_readv,
    SYS_writev,
    SYS_lseek,
    SYS_close,
    SYS_fstat,
    SYS_ppoll,
    SYS_munmap,
    SYS_mremap,
    SYS_brk,
    SYS_futex,
    SYS_set_robust_list,
    SYS_set_tid_address,
    SYS_sched_yield,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_getrandom,
    SYS_getcpu,
    SYS_sysinfo,
    SYS_uname,
    SYS_getpid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getrusage,
    SYS_rseq,
    SYS_exit,
    SYS_exit_group};

/// No decoder makes these calls for any picture, so they reveal an attack.
constexpr long kAttacks[] = {SYS_execve,
                             SYS_execveat,
                             SYS_ptrace,
                             SYS_process_vm_readv,
                             SYS_process_vm_writev,
                             SYS_bpf,
                             SYS_userfaultfd,
                             SYS_perf_event_open,
                             SYS_keyctl,
                             SYS_add_key,
                             SYS_request_key,
                             SYS_open_by_handle_at,
                             SYS_mount,
                             SYS_umount2,
                             SYS_pivot_root,
                             SYS_chroot,
                             SYS_setns,
                             SYS_unshare,
                             SYS_init_module,
                             SYS_finit_module,
                             SYS_kexec_load};

constexpr auto kLoad = static_cast<std::uint16_t>(BPF_LD | BPF_W | BPF_ABS);
constexpr auto kIfEqual = static_cast<std::uint16_t>(BPF_JMP | BPF_JEQ | BPF_K);
constexpr auto kIfAtLeast = static_cast<std::uint16_t>(BPF_JMP | BPF_JGE | BPF_K);
constexpr auto kIfAnyBit = static_cast<std::uint16_t>(BPF_JMP | BPF_JSET | BPF_K);
constexpr auto kReturn = static_cast<std::uint16_t>(BPF_RET | BPF_K);

constexpr std::uint32_t failWith(std::uint32_t error)
{
    return SECCOMP_RET_ERRNO | error;
}

/// Loads the lower half of an argument; both architectures are little-endian.
constexpr std::uint32_t argument(std::uint32_t number)
{
    return static_cast<std::uint32_t>(offsetof(seccomp_data, args)) + 8 * number;
}

using Code = std::vector<sock_filter>;

void add(Code& code, std::uint16_t what, std::uint32_t value, std::size_t ifTrue = 0,
         std::size_t ifFalse = 0)
{
    code.push_back(sock_filter{what, static_cast<std::uint8_t>(ifTrue),
                               static_cast<std::uint8_t>(ifFalse), value});
}

/// Continues if the argument, an int, is one of the values; otherwise refuses the call.
Code isOneOf(std::uint32_t number, std::span<const std::uint32_t> values)
{
    Code code;
    add(code, kLoad, argument(number));
    for (std::size_t i = 0; i < values.size(); ++i)
        add(code, kIfEqual, values[i], values.size() - i);
    add(code, kReturn, failWith(EPERM));
    return code;
}

Code isOneOf(std::uint32_t number, std::initializer_list<std::uint32_t> values)
{
    return isOneOf(number, std::span(values.begin(), values.size()));
}

/// Continues if the argument has none of the bits.
Code lacks(std::uint32_t number, std::uint32_t bits)
{
    Code code;
    add(code, kLoad, argument(number));
    add(code, kIfAnyBit, bits, 0, 1);
    add(code, kReturn, failWith(EPERM));
    return code;
}

/// Continues if the argument is a null pointer.
Code isNull(std::uint32_t number)
{
    Code code;
    for (const std::uint32_t half : {argument(number), argument(number) + 4}) {
        add(code, kLoad, half);
        add(code, kIfEqual, 0, 1);
        add(code, kReturn, failWith(EPERM));
    }
    return code;
}

class Program {
public:
    void add(std::uint16_t what, std::uint32_t value, std::size_t ifTrue = 0,
             std::size_t ifFalse = 0)
    {
        lookalike::add(m_code, what, value, ifTrue, ifFalse);
    }
    void answer(long call, std::uint32_t action)
    {
        add(kIfEqual, static_cast<std::uint32_t>(call), 0, 1);
        add(kReturn, action);
    }
    /// Allows the call if all conditions hold.
    void allow(long call, std::initializer_list<Code> conditions)
    {
        std::size_t length = 1;
        for (const Code& condition : conditions)
            length += condition.size();
        add(kIfEqual, static_cast<std::uint32_t>(call), 0, length);
        for (const Code& condition : conditions)
            m_code.insert(m_code.end(), condition.begin(), condition.end());
        add(kReturn, SECCOMP_RET_ALLOW);
    }
    [[nodiscard]] Code& code() { return m_code; }

private:
    Code m_code;
};

/// The flags with which C libraries create a thread; musl adds a flag without a meaning.
constexpr std::uint32_t kThread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                                  CLONE_SYSVSEM | CLONE_SETTLS | CLONE_PARENT_SETTID |
                                  CLONE_CHILD_CLEARTID;

void addArgumentRules(Program& program)
{
    const auto self = static_cast<std::uint32_t>(getpid());
    const Code toOwner = isOneOf(0, {static_cast<std::uint32_t>(kWorkerSocket)});
    const Code ofSelf = isOneOf(0, {0U, self});
    for (const long call : {SYS_sendto, SYS_sendmsg, SYS_recvfrom, SYS_recvmsg})
        program.allow(call, {toOwner});
    for (const long call : {SYS_mmap, SYS_mprotect})
        program.allow(call, {lacks(2, PROT_EXEC)});
    program.allow(SYS_madvise,
                  {isOneOf(2, {MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED,
                               MADV_DONTNEED, MADV_FREE, MADV_HUGEPAGE, MADV_NOHUGEPAGE,
                               MADV_DONTDUMP, kInstallGuard, kRemoveGuard})});
    program.allow(SYS_clone, {isOneOf(0, {kThread, kThread | CLONE_DETACHED})});
    program.allow(SYS_tgkill, {isOneOf(0, {self})}); // abort()
    program.allow(SYS_fcntl, {isOneOf(1, {F_GETFD, F_GETFL, F_GET_SEALS})});
    program.allow(SYS_prctl, {isOneOf(0, {PR_SET_NAME, PR_GET_NAME})});
    program.allow(SYS_setitimer, {isOneOf(0, {ITIMER_REAL})}); // alarm() without its own call
    program.allow(SYS_sched_getaffinity, {ofSelf});
    program.allow(SYS_prlimit64, {ofSelf, isNull(2)});
#ifdef SYS_getrlimit
    program.answer(SYS_getrlimit, SECCOMP_RET_ALLOW);
#endif
    program.answer(SYS_ioctl, failWith(ENOTTY)); // isatty()
}

Code makeProgram()
{
    Program program;
    program.add(kLoad, offsetof(seccomp_data, arch));
    program.add(kIfEqual, kArchitecture, 1, 0);
    program.add(kReturn, SECCOMP_RET_KILL_PROCESS); // calls of another architecture
    program.add(kLoad, offsetof(seccomp_data, nr));
    for (const long call : kAllowed)
        program.answer(call, SECCOMP_RET_ALLOW);
    addArgumentRules(program);
    for (const long call : kAttacks)
        program.answer(call, SECCOMP_RET_KILL_PROCESS);
    // This includes clone3(): its flags are in memory, which a filter cannot read.
    program.add(kIfAtLeast, kFirstNew, 0, 1);
    program.add(kReturn, failWith(ENOSYS));
    program.add(kReturn, failWith(EPERM));
    return std::move(program.code());
}

} // namespace

bool installSystemCallFilter()
{
    if (kArchitecture == 0)
        return false;
    Code code = makeProgram();
    sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
#ifdef SECCOMP_FILTER_FLAG_SPEC_ALLOW
    // The process holds nothing but its picture, so mitigations that protect it from itself would
    // only slow it down.
    constexpr unsigned long kSpeed = SECCOMP_FILTER_FLAG_SPEC_ALLOW;
#else
    constexpr unsigned long kSpeed = 0;
#endif
    const auto install = [&program](unsigned long flags) {
        return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program) == 0;
    };
    return install(SECCOMP_FILTER_FLAG_TSYNC | kSpeed) || install(SECCOMP_FILTER_FLAG_TSYNC);
}

} // namespace lookalike
