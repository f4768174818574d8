// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"

#include <chrono>
#include <stop_token>

namespace lookalike {

/// Pictures a second of an encoder alone, with as many callers and as large batches as it asks for,
/// measured for about `duration` after a short warm-up. Blocks and takes all of the device; any
/// thread. Fails with Cancelled, or as encode() does.
[[nodiscard]] Result<double> measureSpeed(const Encoder& encoder,
                                          std::chrono::milliseconds duration,
                                          const std::stop_token& stop);

} // namespace lookalike
