// SPDX-License-Identifier: GPL-3.0-or-later
// POSIX systems without Landlock and seccomp: a separate process with limits.
#include "core/image/worker/resource_limits.h"
#include "core/image/worker/sandbox.h"

namespace lookalike {

Protections closeSandbox(const SandboxOptions& options)
{
    Protections active;
    active.limits = limitResources(options);
    return active;
}

} // namespace lookalike
