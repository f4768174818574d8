// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lookalike {

/// Keeps freed blocks of up to 32 MiB for what is allocated next, for programs that allocate many
/// and soon free them, as encoders and decoders do. Otherwise glibc gives each back to the system,
/// which then clears every page of the next one. At most `mebibytes` of freed memory stay resident
/// at the end of the heap. Applies to the whole process, for good. Does nothing where the C library
/// is another one.
void keepFreedMemory(int mebibytes) noexcept;

} // namespace lookalike
