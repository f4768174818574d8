// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/worker/sandbox.h"

namespace lookalike {

/// The limits of SandboxOptions, no further descriptors and no core file, on POSIX systems. False
/// where the system refuses one.
[[nodiscard]] bool limitResources(const SandboxOptions& options);

} // namespace lookalike
