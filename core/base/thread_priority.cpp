// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/thread_priority.h"

#if defined(_WIN32)
#include <windows.h>
#elif defined(__APPLE__)
#include <sys/resource.h>
#elif defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace lookalike {

void lowerThreadPriority() noexcept
{
#if defined(_WIN32)
    SetThreadPriority(GetCurrentThread(), THREAD_MODE_BACKGROUND_BEGIN);
#elif defined(__APPLE__)
    setpriority(PRIO_DARWIN_THREAD, 0, PRIO_DARWIN_BG);
#elif defined(__linux__)
    // On Linux, 0 is the calling thread, not its process. The kernel's numbers have no header.
    constexpr int kNice = 15;
    constexpr int kOfOneThread = 1;              // IOPRIO_WHO_PROCESS
    constexpr int kBestEffortLast = 2 << 13 | 7; // IOPRIO_CLASS_BE, the lowest level
    setpriority(PRIO_PROCESS, 0, kNice);
    syscall(SYS_ioprio_set, kOfOneThread, 0, kBestEffortLast);
#endif
}

} // namespace lookalike
