// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lookalike {

/// Lets the system serve the calling thread after all others, at the processor and at the disk, for
/// work that nobody waits for. Not for threads that come back to other work: there is no way back
/// without privileges. Does nothing where the system refuses.
void lowerThreadPriority() noexcept;

} // namespace lookalike
