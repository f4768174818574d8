// SPDX-License-Identifier: GPL-3.0-or-later
// Systems that cannot seal memory: pixels go through the stream.
#include "core/image/worker/shared_pixels.h"

namespace lookalike {

Result<Descriptor> sealPixels(std::span<const std::uint8_t>)
{
    return fail(ErrorCode::Unsupported, "There is no shared memory");
}

Result<> checkSealedPixels(const Descriptor&, std::uint64_t)
{
    return fail(ErrorCode::Broken, "There is no shared memory");
}

Result<> readSealedPixels(const Descriptor&, std::span<std::uint8_t>, const Deadline&)
{
    return fail(ErrorCode::Broken, "There is no shared memory");
}

} // namespace lookalike
