// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"

#include <chrono>
#include <stop_token>

namespace lookalike {

/// Measures how many pictures per second the encoder alone processes, with the number of callers
/// and the batch size that it recommends, for about `duration` after a short warm-up. Blocks and
/// uses the whole device. Any thread. Fails with Cancelled, or as encode() does.
[[nodiscard]] Result<double> measureSpeed(const Encoder& encoder,
                                          std::chrono::milliseconds duration,
                                          const std::stop_token& stop);

} // namespace lookalike
