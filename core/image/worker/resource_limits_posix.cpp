// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/decoder_service.h"
#include "core/image/worker/resource_limits.h"

#include <sys/resource.h>

namespace lookalike {
namespace {

// The sanitizers reserve terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kCanLimitMemory = false;
#else
constexpr bool kCanLimitMemory = true;
#endif

template <class Resource>
bool limit(Resource resource, rlim_t value)
{
    const rlimit wanted{value, value};
    return setrlimit(resource, &wanted) == 0;
}

} // namespace

bool limitResources(const SandboxOptions& options)
{
    bool all = limit(RLIMIT_CORE, 0);
    all = limit(RLIMIT_NOFILE, kWorkerPixels + 1) && all;
    all = limit(RLIMIT_FSIZE, static_cast<rlim_t>(options.fileBytes)) && all;
    if (options.cpuSeconds > 0)
        all = limit(RLIMIT_CPU, static_cast<rlim_t>(options.cpuSeconds)) && all;
    if (options.memoryBytes > 0 && kCanLimitMemory)
        all = limit(RLIMIT_AS, static_cast<rlim_t>(options.memoryBytes)) && all;
#ifdef __APPLE__
    all = all && options.memoryBytes == 0; // macOS takes the limit of memory, and does not hold it
#endif
    return all;
}

} // namespace lookalike
