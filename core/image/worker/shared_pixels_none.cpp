// SPDX-License-Identifier: GPL-3.0-or-later
// Systems without sealed memory: pixels go through the stream.
#include "core/image/worker/shared_pixels.h"

namespace lookalike {

Descriptor makeSharedPixels(std::uint64_t)
{
    return {};
}

std::uint64_t sharedPixelCapacity(const Descriptor&)
{
    return 0;
}

Result<> writeSharedPixels(const Descriptor&, std::span<const std::uint8_t>)
{
    return fail(ErrorCode::OutOfMemory, "There is no shared memory");
}

Result<> readSharedPixels(const Descriptor&, std::span<std::uint8_t>, const Deadline&)
{
    return fail(ErrorCode::Broken, "There is no shared memory");
}

void trimSharedPixels(const Descriptor&, std::uint64_t) {}

} // namespace lookalike
