// SPDX-License-Identifier: GPL-3.0-or-later
// The interface to all image codecs: takes bytes and returns 8-bit sRGB with the orientation
// applied.
#pragma once

#include "core/base/result.h"
#include "core/image/format.h"
#include "core/image/image.h"
#include "core/image/metadata.h"
#include "core/image/metadata_task.h"
#include "core/image/picture_facts.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

namespace lookalike {

/// Larger pictures are refused unless the user allows them.
inline constexpr std::uint64_t kDefaultMaxPixels = 250'000'000;

/// Pictures of up to this many pixels may always be returned at full size.
inline constexpr std::int64_t kAlwaysDecodedPixels = 4'000'000;

/// Returns the largest number of pixels that a decoder returns for DecodeRequest::wantedShortSide.
/// For photos of common shapes the decoder may leave this much to the caller's resampling.
[[nodiscard]] constexpr std::uint64_t mostDecodedPixels(int wantedShortSide) noexcept
{
    constexpr std::uint64_t kLongest = 64; // times as long as wide
    if (wantedShortSide <= 0)
        return std::numeric_limits<std::uint64_t>::max();
    const auto side = static_cast<std::uint64_t>(wantedShortSide);
    return std::max<std::uint64_t>(kAlwaysDecodedPixels, kLongest * side * side);
}

struct DecodeRequest {
    /// The decoder may return a smaller picture (JPEG DCT scaling, previews) as long as its shorter
    /// side keeps at least this many pixels. It must do so if the picture has more than
    /// mostDecodedPixels(); a picture more than 64 times as long as wide is shortened for that. 0
    /// requests full size.
    int wantedShortSide = 0;
    /// Larger pictures are refused before anything is allocated (ErrorCode::TooLarge). 0 selects
    /// the limit that the decoder was created with.
    std::uint64_t maxPixels = 0;
    bool wantMetadata = false;
    /// Requests DecodedImage::digest, which decodes every page and frame once more.
    bool wantDigest = false;
    /// Fails with Cancelled; if another process decodes, also in the middle of a picture.
    std::stop_token stop = {};
    /// Decoders set this for their codecs, which call it before they allocate a lot of memory, with
    /// the total for the picture; see DecodeBudget. If it fails, decoding fails with its error.
    std::function<Result<void>(std::uint64_t bytes)> takeRoom = {};
};

struct DecodedImage {
    Image image; ///< may be scaled down, never up
    ImageFormat format = ImageFormat::Unknown;
    int fullWidth = 0; ///< of the stored picture, after orientation
    int fullHeight = 0;
    Metadata metadata; ///< empty unless requested
    PictureFacts facts;
    /// If requested: the SHA-256, in hexadecimal, of every page and frame at full depth with its
    /// alpha, see digestPictures(). Empty if it is not available.
    std::string digest;
};

/// Decodes pictures. Implementations are thread-safe.
class Decoder {
public:
    virtual ~Decoder() = default;

    /// Fails with Unsupported (unknown format), TooLarge, Broken (damaged, or the codec returned
    /// only a part: a partial decode is never returned) or OutOfMemory. Decoders that use other
    /// processes also fail with Timeout, Cancelled, and with IoError if no process is available.
    [[nodiscard]] virtual Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                                      const DecodeRequest& request) const = 0;

    /// Runs performMetadataTask() where pictures are decoded. Fails as that function and decode()
    /// do. The answer is untrusted; descriptiveFromText() accepts any bytes.
    [[nodiscard]] virtual Result<std::string>
    metadata(MetadataTask task, std::span<const std::uint8_t> bytes, std::stop_token stop) const
    {
        static_cast<void>(stop);
        return performMetadataTask(task, bytes);
    }

    /// Does work that the first picture would otherwise have to wait for.
    virtual void prepare() const {}

    /// Describes for the user, in a few words, how hostile pictures are isolated from this process.
    /// Starts nothing: before the first picture it describes what is planned.
    [[nodiscard]] virtual Message isolationText() const { return "in-process"_msg; }
};

/// Decodes on the calling thread, in this process.
[[nodiscard]] std::unique_ptr<Decoder>
makeInProcessDecoder(std::uint64_t maxPixels = kDefaultMaxPixels);

} // namespace lookalike
