// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/worker/sandbox.h"

namespace lookalike {

/// Applies the limits of SandboxOptions and, on POSIX systems, forbids new descriptors and core
/// files. Returns false if the system refuses a limit.
[[nodiscard]] bool limitResources(const SandboxOptions& options);

} // namespace lookalike
