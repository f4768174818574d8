// SPDX-License-Identifier: GPL-3.0-or-later
// A digest of everything that a file shows. It is equal only if every page and frame is equal. Only
// sources of this folder use this.
#pragma once

#include "core/base/sha256.h"
#include "core/image/codecs.h"

#include <cstdint>
#include <span>
#include <string>

namespace lookalike {

/// Hashes page by page and row by row. 8-bit pages are hashed as R, G, B, A whatever the format, so
/// that the same pixels have the same digest in any container. Fully transparent pixels are equal.
class PixelDigest {
public:
    /// Limit for all pages together; hashing more would exceed a decoder's time limit.
    static constexpr std::uint64_t kMostPixels = 400'000'000;

    /// Returns false if the pixel limit is exceeded; the digest must then not be used. `kind` names
    /// the format of the following rows.
    [[nodiscard]] bool beginPage(std::uint64_t width, std::uint64_t height,
                                 std::string_view kind = "rgba8");
    /// Adds R, G, B, A pixels with `sampleBytes` bytes per sample.
    void addRgba(std::span<const std::uint8_t> row, std::size_t sampleBytes = 1);
    /// Adds values as stored in the file.
    void addBytes(std::span<const std::uint8_t> bytes);
    void addNumber(std::uint64_t number);
    [[nodiscard]] std::string finish() { return m_hash.hexDigest(); }

private:
    Sha256 m_hash;
    std::uint64_t m_pixels = 0;
    std::vector<std::uint8_t> m_row;
};

/// Returns the digest of a file that was decoded to `picture` at full size. Returns an empty string
/// for a plain 8-bit picture of one page, whose pixels tell everything, for a format without digest
/// support, for damaged files, and for too many pixels.
[[nodiscard]] std::string digestPictures(Bytes bytes, ImageFormat format,
                                         const StoredPicture& picture, const PictureFacts& facts);

} // namespace lookalike
