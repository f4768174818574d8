// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/system_call_filter.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
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

// Numbers above 423 are the same everywhere; headers older than the kernel lack their names.
constexpr int kClone3 = 435;

constexpr int kRefused[] = {
#if defined(__x86_64__)
    // older forms of what follows
    SYS_open, SYS_creat, SYS_link, SYS_symlink, SYS_mkdir, SYS_rmdir, SYS_mknod, SYS_unlink,
    SYS_rename, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat, SYS_uselib,
    SYS_inotify_init, SYS_fork, SYS_vfork, SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_create_module,
    SYS_kexec_file_load,
#endif
    // files
    SYS_openat, SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat, SYS_unlinkat, SYS_renameat,
    SYS_renameat2, SYS_truncate, SYS_fchmodat, SYS_fchownat, SYS_fchmod, SYS_fchown, SYS_utimensat,
    SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr,
    SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_fanotify_init, SYS_inotify_init1,
    // programs and other processes
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill,
    SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_kcmp, SYS_setrlimit, SYS_setpriority,
    // network and other ways to talk
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_shmget, SYS_shmat, SYS_msgget, SYS_semget, SYS_mq_open,
    // the system
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_bpf,
    SYS_perf_event_open, SYS_userfaultfd, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_init_module,
    SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff,
    SYS_quotactl, SYS_acct, SYS_personality, SYS_syslog, SYS_sethostname, SYS_setdomainname,
    SYS_clock_settime, SYS_settimeofday, SYS_adjtimex, SYS_io_setup};

/// Ranges with names that headers may lack: pidfd_send_signal and io_uring (424 to 427), the mount
/// calls and pidfd_open (428 to 434), openat2 and pidfd_getfd (437, 438), process_madvise (440),
/// mount_setattr and quotactl_fd (442, 443), process_mrelease (448), fchmodat2 (452),
/// setxattrat (463), removexattrat and open_tree_attr (466, 467).
constexpr std::array<std::array<std::uint32_t, 2>, 8> kRefusedRanges{{{424, 434},
                                                                      {437, 438},
                                                                      {440, 440},
                                                                      {442, 443},
                                                                      {448, 448},
                                                                      {452, 452},
                                                                      {463, 463},
                                                                      {466, 467}}};

constexpr auto kLoad = static_cast<std::uint16_t>(BPF_LD | BPF_W | BPF_ABS);
constexpr auto kIfEqual = static_cast<std::uint16_t>(BPF_JMP | BPF_JEQ | BPF_K);
constexpr auto kIfAtLeast = static_cast<std::uint16_t>(BPF_JMP | BPF_JGE | BPF_K);
constexpr auto kIfAnyBit = static_cast<std::uint16_t>(BPF_JMP | BPF_JSET | BPF_K);
constexpr auto kReturn = static_cast<std::uint16_t>(BPF_RET | BPF_K);
constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;

/// The lower half of an argument; both architectures are little-endian.
constexpr std::uint32_t argument(std::uint32_t number)
{
    return static_cast<std::uint32_t>(offsetof(seccomp_data, args)) + 8 * number;
}

class Program {
public:
    void add(std::uint16_t code, std::uint32_t value, std::uint8_t ifTrue = 0,
             std::uint8_t ifFalse = 0)
    {
        m_code.push_back(sock_filter{code, ifTrue, ifFalse, value});
    }
    /// "Where the accumulator is `value`, return `action`."
    void when(std::uint32_t value, std::uint32_t action)
    {
        add(kIfEqual, value, 0, 1);
        add(kReturn, action);
    }
    [[nodiscard]] std::vector<sock_filter>& code() { return m_code; }

private:
    std::vector<sock_filter> m_code;
};

std::vector<sock_filter> makeProgram()
{
    Program program;
    program.add(kLoad, offsetof(seccomp_data, arch));
    program.add(kIfEqual, kArchitecture, 1, 0);
    program.add(kReturn, SECCOMP_RET_KILL_PROCESS); // the calls of another architecture
    program.add(kLoad, offsetof(seccomp_data, nr));
#if defined(__x86_64__)
    constexpr std::uint32_t kX32 = 0x40000000;
    program.add(kIfAtLeast, kX32, 0, 1);
    program.add(kReturn, kRefuse);
#endif
    for (const long call : kRefused)
        program.when(static_cast<std::uint32_t>(call), kRefuse);
    for (const auto& [first, last] : kRefusedRanges) {
        program.add(kIfAtLeast, first, 0, 2);
        program.add(kIfAtLeast, last + 1, 1, 0);
        program.add(kReturn, kRefuse);
    }
    // clone3() takes its flags from memory, where no filter can see them; without it the C library
    // uses clone(), which may make threads, but no processes.
    program.when(kClone3, SECCOMP_RET_ERRNO | ENOSYS);
    program.add(kIfEqual, SYS_clone, 0, 4);
    program.add(kLoad, argument(0));
    program.add(kIfAnyBit, CLONE_THREAD, 1, 0);
    program.add(kReturn, kRefuse);
    program.add(kReturn, SECCOMP_RET_ALLOW);
    // abort() sends a signal to its own process, and to no other.
    program.add(kIfEqual, SYS_tgkill, 0, 4);
    program.add(kLoad, argument(0));
    program.add(kIfEqual, static_cast<std::uint32_t>(getpid()), 1, 0);
    program.add(kReturn, kRefuse);
    program.add(kReturn, SECCOMP_RET_ALLOW);
    // Limits of other processes, and of this one.
    program.add(kIfEqual, SYS_prlimit64, 0, 6);
    program.add(kLoad, argument(2));
    program.add(kIfEqual, 0, 0, 3);
    program.add(kLoad, argument(2) + 4);
    program.add(kIfEqual, 0, 0, 1);
    program.add(kReturn, SECCOMP_RET_ALLOW);
    program.add(kReturn, kRefuse);
    program.add(kReturn, SECCOMP_RET_ALLOW);
    return std::move(program.code());
}

} // namespace

bool installSystemCallFilter()
{
    if (kArchitecture == 0)
        return false;
    std::vector<sock_filter> code = makeProgram();
    sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
#ifdef SECCOMP_FILTER_FLAG_SPEC_ALLOW
    // The process holds nothing but the picture it was given: slowing it down against itself
    // protects nobody.
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
