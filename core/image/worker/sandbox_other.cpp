// SPDX-License-Identifier: GPL-3.0-or-later
// Systems without Landlock and seccomp: a process of its own, with limits where there are any.
#include "core/image/worker/sandbox.h"

#ifndef _WIN32
#include "core/image/worker/resource_limits.h"
#endif

namespace lookalike {

Protections closeSandbox(const SandboxOptions& options)
{
    Protections active;
#ifdef _WIN32
    static_cast<void>(options);
#else
    active.limits = limitResources(options);
#endif
    return active;
}

} // namespace lookalike
