// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lookalike {

/// Installs a seccomp filter for all threads of the process. It allows the system calls, with the
/// arguments, that decoding needs. Every other call fails with EPERM, or with ENOSYS if a C library
/// probes for a newer call. Calls that only an attacker would make kill the process. Returns false
/// if the kernel or the processor is not supported.
[[nodiscard]] bool installSystemCallFilter();

} // namespace lookalike
