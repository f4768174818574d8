// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lookalike {

/// Installs a seccomp filter for all threads of the process: a list of the system calls that
/// decoding needs, with the arguments that it needs. Every other call fails with EPERM, or with
/// ENOSYS where a C library asks whether there is a newer one; those that only an attacker makes
/// end the process. False where the kernel or the processor is not known.
[[nodiscard]] bool installSystemCallFilter();

} // namespace lookalike
