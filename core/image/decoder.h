// SPDX-License-Identifier: GPL-3.0-or-later
// The seam to every image codec: bytes in, 8-bit sRGB out, orientation applied exactly once.
#pragma once

#include "core/base/result.h"
#include "core/image/format.h"
#include "core/image/image.h"

#include <cstdint>
#include <memory>
#include <span>

namespace lookalike {

struct DecodeRequest {
    /// The picture may be decoded smaller, as long as its shorter side keeps at least so many
    /// pixels (JPEG DCT scaling, previews); 0 asks for full size.
    int wantedShortSide = 0;
    /// Larger pictures are refused before anything is allocated (ErrorCode::TooLarge).
    std::uint64_t maxPixels = 250'000'000;
};

struct DecodedImage {
    Image image; ///< possibly scaled down, never up
    ImageFormat format = ImageFormat::Unknown;
    int fullWidth = 0; ///< of the stored picture, after orientation
    int fullHeight = 0;
};

/// Decodes pictures. Implementations are thread-safe.
class Decoder {
public:
    virtual ~Decoder() = default;

    /// Fails with Unsupported (not a known picture), TooLarge, Broken (damaged; also where a codec
    /// gives only a part of the picture: a partial decode is never returned) or OutOfMemory.
    [[nodiscard]] virtual Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                                      const DecodeRequest& request) const = 0;
};

/// Decodes on the calling thread, in this process.
[[nodiscard]] std::unique_ptr<Decoder> makeInProcessDecoder();

} // namespace lookalike
