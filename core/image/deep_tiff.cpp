// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/deep_tiff.h"

#include "core/image/color_profile.h"
#include "core/image/tiff_tag.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace lookalike {
namespace {

struct Layout {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint16_t bits = 0;
    std::uint16_t samples = 0; ///< per pixel, including ignored ones
    std::uint16_t format = 0;
    bool rgb = false;
    bool inverted = false; ///< 0 means white
    bool planes = false;   ///< one sample per plane
    bool tiled = false;
    std::uint32_t blockWidth = 0; ///< of a tile, or of a strip
    std::uint32_t blockHeight = 0;

    [[nodiscard]] std::size_t channels() const { return rgb ? 3 : 1; }
    [[nodiscard]] std::size_t samplesInPlane() const { return planes ? 1 : samples; }
    /// Returns the bytes of `pixels` adjacent pixels in a row of a plane.
    [[nodiscard]] std::size_t bytesOf(std::uint32_t pixels) const
    {
        return (std::size_t{pixels} * samplesInPlane() * bits + 7) / 8;
    }
};

Layout layoutOf(TIFF* tiff)
{
    Layout layout;
    layout.width = tiffTag<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
    layout.height = tiffTag<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
    layout.bits = tiffTag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    layout.samples = tiffTag<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    layout.format = tiffTag<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    const auto colours = tiffTag<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0xFFFF);
    layout.rgb = colours == PHOTOMETRIC_RGB;
    layout.inverted = colours == PHOTOMETRIC_MINISWHITE;
    layout.planes = layout.samples > 1 &&
                    tiffTag<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, 1) == PLANARCONFIG_SEPARATE;
    layout.tiled = TIFFIsTiled(tiff) != 0;
    layout.blockWidth =
        layout.tiled ? tiffTag<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH, 0) : layout.width;
    layout.blockHeight =
        tiffTag<std::uint32_t>(tiff, layout.tiled ? TIFFTAG_TILELENGTH : TIFFTAG_ROWSPERSTRIP, 0);
    if (!layout.tiled)
        layout.blockHeight = std::min(layout.blockHeight, layout.height);
    return layout;
}

/// Returns `bits` bits starting at `offset`, most significant first.
std::uint32_t packed(const std::uint8_t* bytes, std::size_t offset, unsigned bits)
{
    std::uint32_t value = 0;
    for (unsigned i = 0; i < bits; ++i, ++offset)
        value =
            value << 1U | (static_cast<std::uint32_t>(bytes[offset / 8] >> (7 - offset % 8)) & 1U);
    return value;
}

std::uint16_t fromFraction(double value)
{
    return std::isnan(value)
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0, 1.0) * 65535));
}

/// Decodes IEEE 754 half precision.
double halfValue(std::uint16_t half)
{
    const int exponent = (half >> 10) & 31;
    const int fraction = half & 1023;
    const double size = exponent == 0    ? std::ldexp(fraction, -24)
                        : exponent == 31 ? (fraction == 0 ? 2.0 : std::nan(""))
                                         : std::ldexp(1024 + fraction, exponent - 25);
    return (half & 0x8000) != 0 ? -size : size;
}

template <class T>
T load(const std::uint8_t* bytes)
{
    T value{};
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

/// Returns one sample as 16 bits. libtiff has already converted whole bytes to native order.
std::uint16_t sampleAt(const Layout& layout, const std::uint8_t* row, std::size_t index)
{
    const std::uint8_t* const bytes = row + index * layout.bits / 8;
    if (layout.format == SAMPLEFORMAT_IEEEFP) {
        if (layout.bits == 16)
            return fromFraction(halfValue(load<std::uint16_t>(bytes)));
        return fromFraction(layout.bits == 32 ? static_cast<double>(load<float>(bytes))
                                              : load<double>(bytes));
    }
    if (layout.bits == 32 && layout.format == SAMPLEFORMAT_INT)
        return static_cast<std::uint16_t>(std::max(0, load<std::int32_t>(bytes)) >> 15);
    if (layout.bits == 32)
        return static_cast<std::uint16_t>(load<std::uint32_t>(bytes) >> 16);
    if (layout.bits == 24) {
        constexpr std::size_t kHigh = std::endian::native == std::endian::little ? 2 : 0;
        return static_cast<std::uint16_t>(bytes[kHigh] << 8 | bytes[1]);
    }
    const std::uint32_t largest = (1U << layout.bits) - 1;
    return static_cast<std::uint16_t>(packed(row, index * layout.bits, layout.bits) * 65535U /
                                      largest);
}

/// Reads the rows of blocks in order.
class BlockReader {
public:
    BlockReader(TIFF* tiff, const Layout& layout)
        : m_tiff(tiff)
        , m_layout(layout)
        , m_rowBytes(layout.bytesOf(layout.width))
        , m_planes(layout.planes ? layout.channels() : 1)
    {
        for (auto& plane : m_planes)
            plane.resize(m_rowBytes * layout.blockHeight);
        if (layout.tiled)
            m_tile.resize(layout.bytesOf(layout.blockWidth) * layout.blockHeight);
    }

    /// Reads `rows` rows starting at `top`, which must be the start of a block. Returns false if
    /// libtiff cannot read all of them.
    bool read(std::uint32_t top, std::uint32_t rows)
    {
        for (std::size_t plane = 0; plane < m_planes.size(); ++plane)
            if (!(m_layout.tiled ? readTiles(top, rows, plane) : readStrip(top, rows, plane)))
                return false;
        return true;
    }

    [[nodiscard]] std::uint16_t sample(std::uint32_t row, std::uint32_t x,
                                       std::size_t channel) const
    {
        const auto& plane = m_planes[m_layout.planes ? channel : 0];
        return sampleAt(m_layout, plane.data() + row * m_rowBytes,
                        x * m_layout.samplesInPlane() + (m_layout.planes ? 0 : channel));
    }

private:
    bool readStrip(std::uint32_t top, std::uint32_t rows, std::size_t plane)
    {
        const auto wanted = static_cast<tmsize_t>(m_rowBytes * rows);
        return TIFFReadEncodedStrip(
                   m_tiff, TIFFComputeStrip(m_tiff, top, static_cast<std::uint16_t>(plane)),
                   m_planes[plane].data(), wanted) == wanted;
    }

    bool readTiles(std::uint32_t top, std::uint32_t rows, std::size_t plane)
    {
        const std::size_t tileRow = m_layout.bytesOf(m_layout.blockWidth);
        const auto size = static_cast<tmsize_t>(m_tile.size());
        for (std::uint32_t left = 0; left < m_layout.width; left += m_layout.blockWidth) {
            const std::uint32_t tile =
                TIFFComputeTile(m_tiff, left, top, 0, static_cast<std::uint16_t>(plane));
            if (TIFFReadEncodedTile(m_tiff, tile, m_tile.data(), size) != size)
                return false;
            const std::size_t from = m_layout.bytesOf(left);
            const std::size_t count = std::min(tileRow, m_rowBytes - from);
            for (std::uint32_t row = 0; row < rows; ++row)
                std::memcpy(m_planes[plane].data() + row * m_rowBytes + from,
                            m_tile.data() + row * tileRow, count);
        }
        return true;
    }

    TIFF* const m_tiff;
    const Layout& m_layout;
    const std::size_t m_rowBytes;
    std::vector<std::vector<std::uint8_t>> m_planes;
    std::vector<std::uint8_t> m_tile;
};

/// Returns true if libtiff's block sizes match the layout.
bool isSound(TIFF* tiff, const Layout& layout)
{
    constexpr std::uint32_t kMostBlockSide = 1U << 20U; // prevents products from overflowing
    if (layout.blockWidth == 0 || layout.blockWidth > kMostBlockSide || layout.blockHeight == 0 ||
        layout.blockHeight > kMostBlockSide)
        return false;
    if (!layout.tiled)
        return TIFFScanlineSize64(tiff) == layout.bytesOf(layout.width);
    return layout.blockWidth * std::size_t{layout.bits} % 8 == 0 &&
           TIFFTileSize64(tiff) ==
               layout.bytesOf(layout.blockWidth) * std::uint64_t{layout.blockHeight};
}

} // namespace

bool hasDeepSamples(TIFF* tiff)
{
    constexpr std::array<std::uint16_t, 5> kWholeNumbers{10, 12, 14, 24, 32};
    constexpr std::array<std::uint16_t, 3> kFloats{16, 32, 64};
    const Layout layout = layoutOf(tiff);
    const auto colours = tiffTag<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0xFFFF);
    const bool known = colours == PHOTOMETRIC_RGB || colours == PHOTOMETRIC_MINISBLACK ||
                       colours == PHOTOMETRIC_MINISWHITE;
    if (!known || layout.samples < layout.channels() || layout.samples > 8 ||
        TIFFIsCODECConfigured(tiffTag<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, 0)) == 0)
        return false;
    if (layout.format == SAMPLEFORMAT_IEEEFP)
        return std::ranges::find(kFloats, layout.bits) != kFloats.end();
    return (layout.format == SAMPLEFORMAT_UINT || layout.format == SAMPLEFORMAT_INT ||
            layout.format == SAMPLEFORMAT_VOID) &&
           std::ranges::find(kWholeNumbers, layout.bits) != kWholeNumbers.end();
}

Result<Image> readDeepTiff(TIFF* tiff, const StoredPicture& picture, const DecodeRequest& request)
{
    const Layout layout = layoutOf(tiff);
    if (!isSound(tiff, layout))
        return brokenPicture("its layout is contradictory"_msg);
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    const std::uint64_t blocks = std::uint64_t{layout.bytesOf(layout.width)} * layout.blockHeight *
                                 (layout.planes ? layout.channels() : 1);
    if (auto room = takeRoom(bytesFor(picture, reduction) + 2 * blocks, request); !room)
        return fail(room);
    BlockReader reader(tiff, layout);
    const DeepConverter converter(picture.profile);
    RowReducer rows(picture.fullWidth, picture.fullHeight, reduction);
    std::vector<std::uint16_t> values(std::size_t{layout.width} * 3);
    std::vector<std::uint8_t> rgb(values.size());
    for (std::uint32_t top = 0; top < layout.height; top += layout.blockHeight) {
        const std::uint32_t count = std::min(layout.blockHeight, layout.height - top);
        if (!reader.read(top, count))
            return brokenPicture();
        for (std::uint32_t row = 0; row < count; ++row) {
            for (std::uint32_t x = 0; x < layout.width; ++x)
                for (std::size_t c = 0; c < 3; ++c) {
                    const std::uint16_t value = reader.sample(row, x, layout.rgb ? c : 0);
                    values[std::size_t{x} * 3 + c] =
                        layout.inverted ? static_cast<std::uint16_t>(65535 - value) : value;
                }
            converter.convert(values, rgb.data());
            rows.addRow(rgb.data());
        }
    }
    return rows.take();
}

} // namespace lookalike
