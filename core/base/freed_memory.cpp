// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/freed_memory.h"

#include <cstdlib> // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace lookalike {

void keepFreedMemory([[maybe_unused]] int mebibytes) noexcept
{
#ifdef __GLIBC__
    constexpr int kLargestBlock = 32 << 20; // glibc ignores more
    mallopt(M_MMAP_THRESHOLD, kLargestBlock);
    mallopt(M_TRIM_THRESHOLD, mebibytes << 20);
#endif
}

} // namespace lookalike
