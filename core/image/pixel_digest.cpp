// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/pixel_digest.h"

#include "core/image/jpeg_extras.h"

#include <algorithm>
#include <array>

namespace lookalike {
namespace {

bool isPlain(const PictureFacts& facts)
{
    return facts == PictureFacts();
}

/// Hashes a single 8-bit page with alpha, which is decoded already.
bool digestDecoded(const StoredPicture& picture, PixelDigest& digest)
{
    const Image& image = picture.image;
    // A fully transparent picture has no digest.
    const bool seen = std::ranges::any_of(picture.alpha, [](std::uint8_t a) { return a > 0; });
    if (!seen || image.width != picture.fullWidth || image.height != picture.fullHeight)
        return false;
    if (!digest.beginPage(static_cast<std::uint64_t>(image.width),
                          static_cast<std::uint64_t>(image.height)))
        return false;
    const auto width = static_cast<std::size_t>(image.width);
    std::vector<std::uint8_t> row(width * 4);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* const colour = image.row(y);
        const std::uint8_t* const alpha =
            picture.alpha.data() + static_cast<std::size_t>(y) * width;
        for (std::size_t x = 0; x < width; ++x) {
            for (std::size_t c = 0; c < 3; ++c)
                row[x * 4 + c] = colour[x * 3 + c];
            row[x * 4 + 3] = alpha[x];
        }
        digest.addRgba(row);
    }
    return true;
}

bool digestAll(Bytes bytes, ImageFormat format, const StoredPicture& picture,
               const PictureFacts& facts, PixelDigest& digest)
{
    if (format == ImageFormat::Jpeg) {
        const std::size_t from = findJpegExtras(bytes).firstExtra;
        digest.addBytes(bytes.subspan(from));
        return from > 0;
    }
    if (facts.frames == 1 && facts.bits == 8 && facts.extras == 0)
        return digestDecoded(picture, digest);
    switch (format) {
    case ImageFormat::Png:
        return digestPng(bytes, digest);
    case ImageFormat::Tiff:
        return digestTiff(bytes, digest);
    case ImageFormat::Gif:
        return digestGif(bytes, digest);
    case ImageFormat::WebP:
        return digestWebP(bytes, digest);
    default:
        return false;
    }
}

} // namespace

bool PixelDigest::beginPage(std::uint64_t width, std::uint64_t height, std::string_view kind)
{
    if (width == 0 || height == 0 || width > kMostPixels || height > kMostPixels / width)
        return false;
    m_pixels += width * height;
    addNumber(width);
    addNumber(height);
    addNumber(kind.size());
    m_hash.update(kind);
    return m_pixels <= kMostPixels;
}

void PixelDigest::addRgba(std::span<const std::uint8_t> row, std::size_t sampleBytes)
{
    m_row.assign(row.begin(), row.end());
    const std::span<std::uint8_t> values(m_row);
    const std::size_t pixel = 4 * sampleBytes;
    for (std::size_t at = 0; at + pixel <= values.size(); at += pixel) {
        const auto alpha = values.subspan(at + 3 * sampleBytes, sampleBytes);
        if (std::ranges::all_of(alpha, [](std::uint8_t byte) { return byte == 0; }))
            std::ranges::fill(values.subspan(at, pixel), std::uint8_t{0});
    }
    addBytes(m_row);
}

void PixelDigest::addBytes(std::span<const std::uint8_t> bytes)
{
    m_hash.update(std::as_bytes(bytes));
}

void PixelDigest::addNumber(std::uint64_t number)
{
    std::array<std::uint8_t, sizeof number> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    addBytes(bytes);
}

std::string digestPictures(Bytes bytes, ImageFormat format, const StoredPicture& picture,
                           const PictureFacts& facts)
{
    if (isPlain(facts) && format != ImageFormat::Raw)
        return {};
    PixelDigest digest;
    return digestAll(bytes, format, picture, facts, digest) ? digest.finish() : std::string();
}

} // namespace lookalike
