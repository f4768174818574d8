// SPDX-License-Identifier: GPL-3.0-or-later
// The rights that a decoder process gives up before it reads the first byte of a picture. Each
// protection is applied if the system supports it; the process reports the active ones to its
// parent.
#pragma once

#include "core/base/message.h"

#include <cstdint>

namespace lookalike {

struct Protections {
    bool limits = false;           ///< memory, processor time, descriptors, no core file
    bool noNewPrivileges = false;  ///< set-user-id programs gain no privileges
    bool systemCallFilter = false; ///< seccomp: only the calls that decoding needs
    int landlock = 0;              ///< version of Landlock's interface; 0: unavailable
    bool lowIntegrity = false;     ///< Windows: cannot write to the user's objects

    bool operator==(const Protections&) const = default;
};

/// Allows every version of Landlock that the kernel has.
inline constexpr int kAnyLandlock = 1000;

struct SandboxOptions {
    std::uint64_t memoryBytes = 0; ///< address space; 0: no limit
    std::uint64_t cpuSeconds = 0;  ///< of the whole process; 0: no limit
    std::uint64_t fileBytes = 0;   ///< maximum size of a file, including shared memory
    int newestLandlock = kAnyLandlock;
};

/// Drops the process's rights for good: applies limits (on Windows, the parent's job has set them)
/// and, on Linux, denies all access to files, network, programs and other processes. Open
/// descriptors stay usable. Call it while the process has only one thread.
[[nodiscard]] Protections closeSandbox(const SandboxOptions& options);

/// Returns, for example, "memory and time limits, no new privileges, Landlock 7, system call
/// filter"; empty without any protection.
[[nodiscard]] Message protectionText(const Protections& protections);

} // namespace lookalike
