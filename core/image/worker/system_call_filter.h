// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lookalike {

/// Installs a seccomp filter for all threads of the process. A list of what is refused, not of
/// what is allowed: a C library that begins to use another call must not break every picture.
/// Refused calls fail with EPERM. False where the kernel or the processor is not known.
[[nodiscard]] bool installSystemCallFilter();

} // namespace lookalike
