// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <stop_token>

namespace lookalike {

/// Waits for `time`. Returns false early after a stop request. Any thread.
[[nodiscard]] bool pauseFor(std::chrono::milliseconds time, const std::stop_token& stop);

} // namespace lookalike
