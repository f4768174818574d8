// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unique_handle.h"
#include "core/image/worker/resource_limits.h"
#include "core/image/worker/sandbox.h"
#include "core/image/worker/system_call_filter.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace lookalike {
namespace {

// Landlock system calls by number: the C library has no functions for them, and the kernel's
// headers may be older than the kernel (https://docs.kernel.org/userspace-api/landlock.html).
constexpr long kCreateRuleset = 444;
constexpr long kRestrictSelf = 446;
constexpr unsigned long kAskVersion = 1;

struct RulesetAttributes {
    std::uint64_t files = 0;
    std::uint64_t network = 0;
    std::uint64_t scoped = 0;
};

constexpr std::uint64_t lowBits(int count)
{
    return (std::uint64_t{1} << count) - 1;
}

/// Returns everything that this version of Landlock can deny.
RulesetAttributes everything(int version)
{
    RulesetAttributes denied;
    denied.files = lowBits(version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13);
    denied.network = version >= 4 ? lowBits(2) : 0;
    denied.scoped = version >= 6 ? lowBits(2) : 0;
    return denied;
}

std::size_t sizeFor(int version)
{
    const std::size_t members = version >= 6 ? 3 : version >= 4 ? 2 : 1;
    return members * sizeof(std::uint64_t);
}

/// Denies access to all files with an empty rule set. Returns the version, 0 on failure.
int restrictWithLandlock(int newest)
{
    const long version =
        syscall(kCreateRuleset, static_cast<const void*>(nullptr), std::size_t{0}, kAskVersion);
    const int known = std::min(static_cast<int>(version), newest);
    if (known <= 0)
        return 0;
    const RulesetAttributes denied = everything(known);
    const UniqueHandle ruleset(
        static_cast<int>(syscall(kCreateRuleset, &denied, sizeFor(known), 0UL)));
    return ruleset.isValid() && syscall(kRestrictSelf, ruleset.get(), 0UL) == 0 ? known : 0;
}

/// For programs that run as root, which could otherwise exceed the limits.
void dropCapabilities()
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    const std::array<__user_cap_data_struct, 2> none{};
    static_cast<void>(syscall(SYS_capset, &header, none.data())); // if it fails, nothing is lost
}

} // namespace

Protections closeSandbox(const SandboxOptions& options)
{
    Protections active;
    dropCapabilities();
    active.noNewPrivileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (active.noNewPrivileges)
        active.landlock = restrictWithLandlock(options.newestLandlock);
    active.limits = limitResources(options); // last: Landlock still needs a descriptor
    if (active.noNewPrivileges)
        active.systemCallFilter = installSystemCallFilter();
    return active;
}

} // namespace lookalike
