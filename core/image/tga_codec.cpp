// SPDX-License-Identifier: GPL-3.0-or-later
// Truevision TGA, after the "TGA File Format Specification", version 2.0. Implemented here because
// no small library for it is packaged everywhere.
#include "core/image/codecs.h"

#include <array>
#include <utility>

namespace lookalike {
namespace {

constexpr std::size_t kHeaderBytes = 18;

struct TgaHeader {
    std::uint8_t type = 0; ///< 1 palette, 2 colours, 3 grey; plus 8 if run-length encoded
    std::uint32_t paletteStart = 0;
    std::uint32_t paletteCount = 0;
    std::uint32_t paletteBits = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t bits = 0;
    bool fromRight = false;
    bool fromTop = false;
    std::uint32_t attributeBits = 0; ///< of a pixel's alpha
    std::size_t paletteAt = kHeaderBytes;

    [[nodiscard]] std::size_t pixelBytes() const { return (bits + 7) / 8; }
    [[nodiscard]] std::size_t paletteEntryBytes() const { return (paletteBits + 7) / 8; }
    [[nodiscard]] std::size_t pixelsAt() const
    {
        return paletteAt + paletteCount * paletteEntryBytes();
    }
    [[nodiscard]] bool isPacked() const { return type >= 8; }
    [[nodiscard]] int kind() const { return type & 7; }
    /// Requires whole bytes: many programs set the single bit of 16-bit colours at random.
    [[nodiscard]] bool hasAlpha() const
    {
        return attributeBits == 8 && (kind() == 1   ? paletteBits == 32
                                      : kind() == 2 ? bits == 32
                                                    : bits == 16);
    }
};

std::uint32_t read16(Bytes bytes, std::size_t at)
{
    return bytes[at] + bytes[at + 1] * 256U;
}

TgaHeader readTgaHeader(Bytes bytes)
{
    TgaHeader header;
    header.type = bytes[2];
    header.paletteStart = read16(bytes, 3);
    header.paletteCount = bytes[1] == 0 ? 0 : read16(bytes, 5);
    header.paletteBits = bytes[7];
    header.width = read16(bytes, 12);
    header.height = read16(bytes, 14);
    header.bits = bytes[16];
    header.attributeBits = bytes[17] & 0x0F;
    header.fromRight = (bytes[17] & 0x10) != 0;
    header.fromTop = (bytes[17] & 0x20) != 0;
    header.paletteAt += bytes[0]; // after the image id text
    return header;
}

constexpr std::uint8_t kFullAlpha = 255;
using Rgba = std::array<std::uint8_t, 4>;

/// Decodes 15 or 16 bits with five per colour, or bytes of blue, green, red and alpha.
Rgba colourOf(const std::uint8_t* in, std::size_t bytes, bool alpha)
{
    if (bytes > 2)
        return {in[2], in[1], in[0], alpha ? in[3] : kFullAlpha};
    const std::uint32_t value = in[0] + in[1] * 256U;
    const auto wide = [&](unsigned shift) {
        return static_cast<std::uint8_t>(((value >> shift & 31U) * 255U + 15U) / 31U);
    };
    return {wide(10), wide(5), wide(0), kFullAlpha};
}

/// Converts stored pixels to colours.
class Colours {
public:
    Colours(const TgaHeader& header, Bytes bytes, bool alpha)
        : m_header(header)
        , m_alpha(alpha)
    {
        const std::size_t entry = header.paletteEntryBytes();
        if (header.kind() == 1)
            for (std::size_t i = 0; i < header.paletteCount; ++i)
                m_palette.push_back(
                    colourOf(bytes.data() + header.paletteAt + i * entry, entry, alpha));
    }

    [[nodiscard]] Rgba at(const std::uint8_t* in) const
    {
        if (m_header.kind() == 3)
            return {in[0], in[0], in[0], m_alpha ? in[1] : kFullAlpha};
        if (m_header.kind() == 2)
            return colourOf(in, m_header.pixelBytes(), m_alpha);
        const std::size_t index = in[0] - std::size_t{m_header.paletteStart};
        return index < m_palette.size() ? m_palette[index] : Rgba{0, 0, 0, kFullAlpha};
    }

private:
    const TgaHeader& m_header;
    const bool m_alpha;
    std::vector<Rgba> m_palette;
};

/// Returns the stored pixels one by one; a run may continue in the next row.
class PixelStream {
public:
    PixelStream(const TgaHeader& header, Bytes data)
        : m_size(header.pixelBytes())
        , m_packed(header.isPacked())
        , m_rest(data)
    {}

    /// Returns the next pixel's bytes, or null at the end of the data.
    const std::uint8_t* next()
    {
        if (m_packed && m_left == 0 && !startPacket())
            return nullptr;
        if (m_rest.size() < m_size)
            return nullptr;
        const std::uint8_t* const pixel = m_rest.data();
        --m_left;
        if (!m_packed || !m_run || m_left == 0)
            m_rest = m_rest.subspan(m_size);
        return pixel;
    }

private:
    bool startPacket()
    {
        if (m_rest.empty())
            return false;
        m_run = (m_rest[0] & 0x80) != 0;
        m_left = (m_rest[0] & 0x7FU) + 1;
        m_rest = m_rest.subspan(1);
        return true;
    }

    const std::size_t m_size;
    const bool m_packed;
    Bytes m_rest;
    bool m_run = false;
    unsigned m_left = 0; ///< remaining pixels of the packet
};

/// Returns true if every pixel's alpha is 0. Some programs write this and mean an opaque picture.
bool isUnseen(const TgaHeader& header, Bytes bytes)
{
    const Colours colours(header, bytes, true);
    PixelStream stream(header, bytes.subspan(header.pixelsAt()));
    for (std::uint64_t i = 0; i < std::uint64_t{header.width} * header.height; ++i) {
        const std::uint8_t* const pixel = stream.next();
        if (pixel == nullptr || colours.at(pixel)[3] != 0)
            return false;
    }
    return true;
}

bool isSupported(const TgaHeader& header)
{
    switch (header.kind()) {
    case 1:
        return header.bits == 8 && header.paletteCount > 0 &&
               (header.paletteBits == 15 || header.paletteBits == 16 || header.paletteBits == 24 ||
                header.paletteBits == 32);
    case 2:
        return header.bits == 15 || header.bits == 16 || header.bits == 24 || header.bits == 32;
    case 3:
        return header.bits == 8 || header.bits == 16;
    default:
        return false;
    }
}

} // namespace

Result<StoredPicture> decodeTga(Bytes bytes, const DecodeRequest& request)
{
    if (bytes.size() < kHeaderBytes)
        return brokenPicture("it ends too early"_msg);
    const TgaHeader header = readTgaHeader(bytes);
    if (auto size = checkSize(header.width, header.height, request); !size)
        return fail(size);
    if (!isSupported(header))
        return fail(ErrorCode::Unsupported, "This kind of TGA is not supported"_msg);
    if (bytes.size() < header.pixelsAt())
        return brokenPicture("it ends too early"_msg);
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(header.width);
    picture.fullHeight = static_cast<int>(header.height);
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    if (auto room = takeRoom(bytesFor(picture, reduction, true), request); !room)
        return fail(room);
    const Colours colours(header, bytes, header.hasAlpha() && !isUnseen(header, bytes));
    PixelStream stream(header, bytes.subspan(header.pixelsAt()));
    AlphaReducer pixels(picture.fullWidth, picture.fullHeight, reduction);
    std::vector<std::uint8_t> row(std::size_t{header.width} * 4);
    for (int y = 0; y < picture.fullHeight; ++y) {
        for (std::size_t x = 0; x < header.width; ++x) {
            const std::uint8_t* const pixel = stream.next();
            if (pixel == nullptr)
                return brokenPicture("it ends too early"_msg);
            const Rgba colour = colours.at(pixel);
            const std::size_t column = header.fromRight ? header.width - 1 - x : x;
            std::copy(colour.begin(), colour.end(),
                      row.begin() + static_cast<std::ptrdiff_t>(column * 4));
        }
        pixels.add(0, header.fromTop ? y : picture.fullHeight - 1 - y, 1, picture.fullWidth,
                   row.data());
    }
    takeRows(pixels, picture);
    return picture;
}

} // namespace lookalike
