// SPDX-License-Identifier: GPL-3.0-or-later
// The seam to every image codec: bytes in, 8-bit sRGB out, orientation applied exactly once.
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

/// Pictures of at most so many pixels may always be given at full size.
inline constexpr std::int64_t kAlwaysDecodedPixels = 4'000'000;

/// What a decoder gives at most for DecodeRequest::wantedShortSide: what it may leave to the
/// caller's resampling in a photo of usual shape.
[[nodiscard]] constexpr std::uint64_t mostDecodedPixels(int wantedShortSide) noexcept
{
    constexpr std::uint64_t kLongest = 64; // times as long as wide
    if (wantedShortSide <= 0)
        return std::numeric_limits<std::uint64_t>::max();
    const auto side = static_cast<std::uint64_t>(wantedShortSide);
    return std::max<std::uint64_t>(kAlwaysDecodedPixels, kLongest * side * side);
}

struct DecodeRequest {
    /// The picture may be decoded smaller, as long as its shorter side keeps at least so many
    /// pixels (JPEG DCT scaling, previews), and is where it has more than mostDecodedPixels(); a
    /// picture more than 64 times as long as wide loses length for that. 0 asks for full size.
    int wantedShortSide = 0;
    /// Larger pictures are refused before anything is allocated (ErrorCode::TooLarge); 0 stands for
    /// the limit that the decoder was made with.
    std::uint64_t maxPixels = 0;
    bool wantMetadata = false;
    /// Asks for DecodedImage::digest, which decodes every page and frame once more.
    bool wantDigest = false;
    /// Gives up with Cancelled, also in the middle of a picture, where another process decodes it.
    std::stop_token stop = {};
    /// Set by decoders for their codecs, which call it before they take a lot of memory, with all
    /// that the picture needs; see DecodeBudget. What it fails with is the picture's error.
    std::function<Result<void>(std::uint64_t bytes)> takeRoom = {};
};

struct DecodedImage {
    Image image; ///< possibly scaled down, never up
    ImageFormat format = ImageFormat::Unknown;
    int fullWidth = 0; ///< of the stored picture, after orientation
    int fullHeight = 0;
    Metadata metadata; ///< empty unless it was wanted
    PictureFacts facts;
    /// Where it was wanted: SHA-256, in hexadecimal digits, of every page and frame at full depth
    /// with its alpha, see digestPictures(). Empty where that cannot be had.
    std::string digest;
};

/// Decodes pictures. Implementations are thread-safe.
class Decoder {
public:
    virtual ~Decoder() = default;

    /// Fails with Unsupported (not a known picture), TooLarge, Broken (damaged; also where a codec
    /// gives only a part of the picture: a partial decode is never returned) or OutOfMemory; where
    /// other processes do the work, with Timeout and Cancelled, too, and with IoError where there
    /// is none.
    [[nodiscard]] virtual Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                                      const DecodeRequest& request) const = 0;

    /// Reads or writes metadata where pictures are decoded: performMetadataTask(), which it fails
    /// like, and like decode(). The answer is hostile: descriptiveFromText() takes anything.
    [[nodiscard]] virtual Result<std::string>
    metadata(MetadataTask task, std::span<const std::uint8_t> bytes, std::stop_token stop) const
    {
        static_cast<void>(stop);
        return performMetadataTask(task, bytes);
    }

    /// Gets ready ahead of the first picture, which would otherwise wait for it.
    virtual void prepare() const {}

    /// What stands between a hostile picture and this process, in a few words for the user. Starts
    /// nothing: before the first picture it is what is planned.
    [[nodiscard]] virtual Message isolationText() const { return "in-process"_msg; }
};

/// Decodes on the calling thread, in this process.
[[nodiscard]] std::unique_ptr<Decoder>
makeInProcessDecoder(std::uint64_t maxPixels = kDefaultMaxPixels);

} // namespace lookalike
