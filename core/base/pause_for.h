// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <stop_token>

namespace lookalike {

/// Waits, but not beyond a stop request; false where one came. Any thread.
[[nodiscard]] bool pauseFor(std::chrono::milliseconds time, const std::stop_token& stop);

} // namespace lookalike
