// SPDX-License-Identifier: GPL-3.0-or-later
// One number for all that a file shows: equal only where every page and frame is. Used by sources
// of this folder only.
#pragma once

#include "core/base/sha256.h"
#include "core/image/codecs.h"

#include <cstdint>
#include <span>
#include <string>

namespace lookalike {

/// Takes page by page, row by row. Pages of 8 bits are taken as R, G, B, A in any format, so that
/// the same pixels in another container have the same digest; what stands under alpha 0 counts as
/// nothing.
class PixelDigest {
public:
    /// All pages together have at most so many pixels: more take longer than a decoder may.
    static constexpr std::uint64_t kMostPixels = 400'000'000;

    /// False where these pixels are too many; then the digest is not to be used. `kind` tells what
    /// the rows that follow hold.
    [[nodiscard]] bool beginPage(std::uint64_t width, std::uint64_t height,
                                 std::string_view kind = "rgba8");
    /// Pixels of R, G, B, A, each of so many bytes.
    void addRgba(std::span<const std::uint8_t> row, std::size_t sampleBytes = 1);
    /// Values as the file has them.
    void addBytes(std::span<const std::uint8_t> bytes);
    void addNumber(std::uint64_t number);
    [[nodiscard]] std::string finish() { return m_hash.hexDigest(); }

private:
    Sha256 m_hash;
    std::uint64_t m_pixels = 0;
    std::vector<std::uint8_t> m_row;
};

/// Of a file that was decoded to `picture` at full size. A plain picture of one page with 8 bits
/// has none, as its pixels tell everything; an empty one also stands for a format that is not
/// looked through, for damage and for too many pixels.
[[nodiscard]] std::string digestPictures(Bytes bytes, ImageFormat format,
                                         const StoredPicture& picture, const PictureFacts& facts);

} // namespace lookalike
