// SPDX-License-Identifier: GPL-3.0-or-later
// Platform-specific set-up of a decoder process. Call these while it has only one thread.
#pragma once

#include "core/image/worker/channel.h"

namespace lookalike {

/// Returns the inherited end of the stream; invalid if there is none.
[[nodiscard]] UniqueHandle takeServiceStream();
/// Returns the inherited shared memory for pixels; invalid if there is none.
[[nodiscard]] UniqueHandle takeServicePixels();
/// Closes everything else that was inherited, keeps large memory blocks for the next picture,
/// changes to an empty deleted folder, and makes this process the first to be killed when the
/// system runs out of memory.
void settleService();
/// Ends the process after this many seconds, in case its owner has ended by then. 0 cancels this.
void endServiceAfter(unsigned seconds);

} // namespace lookalike
