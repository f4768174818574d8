// SPDX-License-Identifier: GPL-3.0-or-later
// What a decoder process does to itself, in the way of each system. Only thread.
#pragma once

#include "core/image/worker/channel.h"

namespace lookalike {

/// The end of the stream that was passed on; invalid where nobody did.
[[nodiscard]] UniqueHandle takeServiceStream();
/// The shared memory for pixels that was passed on; invalid where there is none.
[[nodiscard]] UniqueHandle takeServicePixels();
/// Lets go of everything else that was passed on, keeps large blocks of memory for the next
/// picture, moves to a folder that is empty and nowhere, and volunteers to be the one to end where
/// the whole system runs out of memory.
void settleService();
/// Ends the process after so many seconds, should its owner be gone by then; 0: no longer.
void endServiceAfter(unsigned seconds);

} // namespace lookalike
