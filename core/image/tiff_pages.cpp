// SPDX-License-Identifier: GPL-3.0-or-later
// Handles all pages of a TIFF: their number, their depth, and the digest of their values.
#include "core/image/pixel_digest.h"
#include "core/image/tiff_tag.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace lookalike {
namespace {

constexpr std::uint32_t kMostPages = 100'000;

/// Returns false for a smaller version of another page and for a mask.
bool isPage(TIFF* tiff)
{
    const auto kind = tiffTag<std::uint32_t>(tiff, TIFFTAG_SUBFILETYPE, 0);
    const auto oldKind = tiffTag<std::uint16_t>(tiff, TIFFTAG_OSUBFILETYPE, 0);
    return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0 &&
           oldKind != OFILETYPE_REDUCEDIMAGE;
}

/// Adds the tags that define the meaning of a page's values.
void addLayout(TIFF* tiff, PixelDigest& digest)
{
    for (const std::uint32_t number : std::initializer_list<std::uint32_t>{
             TIFFTAG_BITSPERSAMPLE, TIFFTAG_SAMPLESPERPIXEL, TIFFTAG_PHOTOMETRIC,
             TIFFTAG_PLANARCONFIG, TIFFTAG_SAMPLEFORMAT, TIFFTAG_INKSET, TIFFTAG_ORIENTATION})
        digest.addNumber(tiffTag<std::uint16_t>(tiff, number, 0));
    std::uint16_t count = 0;
    std::uint16_t* extras = nullptr;
    if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &extras) == 1)
        for (std::uint16_t i = 0; i < count; ++i)
            digest.addNumber(extras[i]);
    constexpr std::uint16_t kMostPaletteBits = 8;
    const auto bits = tiffTag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    std::array<std::uint16_t*, 3> map{};
    if (bits <= kMostPaletteBits &&
        TIFFGetField(tiff, TIFFTAG_COLORMAP, &map[0], &map[1], &map[2]) == 1)
        for (const std::uint16_t* colours : map)
            for (std::size_t i = 0; i < std::size_t{1} << bits; ++i)
                digest.addNumber(colours[i]);
}

/// Adds the values of a page. Strips are concatenated, so that their sizes do not matter; tiles are
/// added as stored.
bool addValues(TIFF* tiff, PixelDigest& digest)
{
    constexpr tmsize_t kMostBytes = tmsize_t{1} << 30;
    if (tiffTag<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE) == COMPRESSION_JPEG)
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    const bool tiled = TIFFIsTiled(tiff) != 0;
    const tmsize_t size = tiled ? TIFFTileSize(tiff) : TIFFStripSize(tiff);
    if (size <= 0 || size > kMostBytes)
        return false;
    std::vector<std::uint8_t> values(static_cast<std::size_t>(size));
    const std::uint32_t count = tiled ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    for (std::uint32_t i = 0; i < count; ++i) {
        const tmsize_t read = tiled ? TIFFReadEncodedTile(tiff, i, values.data(), size)
                                    : TIFFReadEncodedStrip(tiff, i, values.data(), size);
        if (read < 0)
            return false;
        digest.addBytes(std::span(values).first(static_cast<std::size_t>(read)));
    }
    return true;
}

} // namespace

PictureFacts tiffFacts(Bytes bytes)
{
    PictureFacts facts;
    std::uint32_t pages = 0;
    static_cast<void>(visitTiffPages(bytes, [&](TIFF* tiff) {
        if (isPage(tiff)) {
            ++pages;
            facts.bits = static_cast<std::uint8_t>(std::clamp<int>(
                tiffTag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1), facts.bits, 64));
        }
        return pages < kMostPages;
    }));
    facts.frames = std::max(pages, 1U);
    return facts;
}

bool digestTiff(Bytes bytes, PixelDigest& digest)
{
    return visitTiffPages(bytes, [&digest](TIFF* tiff) {
        if (!isPage(tiff))
            return true;
        const auto width = tiffTag<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
        const auto height = tiffTag<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
        if (!digest.beginPage(width, height, "tiff"))
            return false;
        addLayout(tiff, digest);
        return addValues(tiff, digest);
    });
}

} // namespace lookalike
