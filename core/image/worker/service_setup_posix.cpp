// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/freed_memory.h"
#include "core/image/worker/decoder_service.h"
#include "core/image/worker/service_setup.h"
#include "core/image/worker/shared_pixels.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

#ifdef __linux__
#include <malloc.h>
#include <sys/syscall.h>
#endif

namespace lookalike {
namespace {

bool isSocket(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

void closeOtherDescriptors()
{
#ifdef __linux__
    constexpr long kCloseRange = 436; // by number: the C library may be older than the kernel
    if (syscall(kCloseRange, static_cast<unsigned>(kWorkerPixels + 1), ~0U, 0U) == 0)
        return;
#endif
    constexpr int kMostDescriptors = 4096;
    const long limit = sysconf(_SC_OPEN_MAX);
    const int end =
        limit > 0 && limit < kMostDescriptors ? static_cast<int>(limit) : kMostDescriptors;
    for (int number = kWorkerPixels + 1; number < end; ++number)
        ::close(number);
}

/// Changes to a new folder that is deleted at once, so that relative paths lead nowhere and no
/// drive is kept mounted.
void enterEmptyFolder()
{
    std::string folder = "/tmp/lookalike-XXXXXX";
    if (::mkdtemp(folder.data()) != nullptr) {
        const bool entered = ::chdir(folder.c_str()) == 0;
        ::rmdir(folder.c_str());
        if (entered)
            return;
    }
    static_cast<void>(::chdir("/") == 0);
}

/// Makes this process the first to be killed when the system runs out of memory.
void volunteerForOutOfMemory()
{
#ifdef __linux__
    const UniqueHandle file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
    if (file.isValid())
        static_cast<void>(::write(file.get(), "1000", 4) == 4);
#endif
}

} // namespace

UniqueHandle takeServiceStream()
{
    return isSocket(kWorkerSocket) ? UniqueHandle(kWorkerSocket) : UniqueHandle();
}

UniqueHandle takeServicePixels()
{
    UniqueHandle passedOn(kWorkerPixels); // closes other kinds of descriptors
    return sharedPixelCapacity(passedOn) > 0 ? std::move(passedOn) : UniqueHandle();
}

void settleService()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a write beyond the file size limit fails instead
    closeOtherDescriptors();
    enterEmptyFolder();
    keepFreedMemory(128); // of one picture for the next
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 2);
#endif
    volunteerForOutOfMemory();
}

void endServiceAfter(unsigned seconds)
{
    ::alarm(seconds);
}

} // namespace lookalike
