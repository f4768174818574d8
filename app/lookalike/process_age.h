// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace lookalike {

/// Time since the operating system started this process: on Linux from /proc/self/stat, to
/// 10 ms; elsewhere from the first call, which should be the first line of main().
[[nodiscard]] std::chrono::milliseconds processAge();

} // namespace lookalike
