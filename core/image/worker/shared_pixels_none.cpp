// SPDX-License-Identifier: GPL-3.0-or-later
// Systems without sealed memory: pixels go through the stream.
#include "core/image/worker/shared_pixels.h"

namespace lookalike {

UniqueHandle makeSharedPixels(std::uint64_t)
{
    return {};
}

std::uint64_t sharedPixelCapacity(const UniqueHandle&)
{
    return 0;
}

Result<> writeSharedPixels(const UniqueHandle&, std::span<const std::uint8_t>)
{
    return fail(ErrorCode::OutOfMemory, "There is no shared memory"_msg);
}

Result<> readSharedPixels(const UniqueHandle&, std::span<std::uint8_t>, const Deadline&)
{
    return fail(ErrorCode::Broken, "There is no shared memory"_msg);
}

void trimSharedPixels(const UniqueHandle&, std::uint64_t) {}

} // namespace lookalike
