// SPDX-License-Identifier: GPL-3.0-or-later
// What a decoder process gives up before it sees the first byte of a picture. Each protection is
// taken where the system has it; which ones are is told to whoever started the process.
#pragma once

#include "core/base/message.h"

#include <cstdint>

namespace lookalike {

struct Protections {
    bool limits = false;           ///< memory, processor time, descriptors, no core file
    bool noNewPrivileges = false;  ///< set-user-id programs give nothing
    bool systemCallFilter = false; ///< seccomp: what decoding needs, and nothing else
    int landlock = 0;              ///< version of Landlock's interface; 0: not there
    bool lowIntegrity = false;     ///< Windows: writes to nothing of the user's

    bool operator==(const Protections&) const = default;
};

/// Whatever version of Landlock the kernel has.
inline constexpr int kAnyLandlock = 1000;

struct SandboxOptions {
    std::uint64_t memoryBytes = 0; ///< of address space; 0: no limit
    std::uint64_t cpuSeconds = 0;  ///< of the whole process; 0: no limit
    std::uint64_t fileBytes = 0;   ///< that any file may grow to; shared memory counts as one
    int newestLandlock = kAnyLandlock;
};

/// Closes the calling process's doors for good: limits (on Windows the parent's job has set them),
/// and on Linux all access to files, network, programs and other processes; descriptors that are
/// open stay usable. Call it on the only thread.
[[nodiscard]] Protections closeSandbox(const SandboxOptions& options);

/// "memory and time limits, no new privileges, Landlock 7, system call filter"; empty where there
/// is nothing.
[[nodiscard]] Message protectionText(const Protections& protections);

} // namespace lookalike
