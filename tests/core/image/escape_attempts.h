// SPDX-License-Identifier: GPL-3.0-or-later
// System calls that would take a decoder process beyond the picture it was given. Linux.
#pragma once

#include <sys/types.h>

#include <span>
#include <string>
#include <string_view>

namespace lookalike::testing {

struct EscapeAttempt {
    std::string_view name;
    long (*call)(); ///< negative where it fails, as a system call does
    /// Any program may do this, so that without a sandbox it succeeds.
    bool usual = false;
};

[[nodiscard]] std::span<const EscapeAttempt> escapeAttempts();

/// The process that is attacked.
void setVictim(pid_t process);

/// "refused:ERRNO" or "ALLOWED"; "unknown" for another name.
[[nodiscard]] std::string tryToEscape(std::string_view name);

} // namespace lookalike::testing
