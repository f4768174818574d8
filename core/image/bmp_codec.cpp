// SPDX-License-Identifier: GPL-3.0-or-later
// Windows and OS/2 bitmaps, after Microsoft's "Bitmap Storage" (BITMAPCOREHEADER to
// BITMAPV5HEADER). Implemented here because no small library for them is packaged everywhere, and
// OpenCV's reader prints to the standard error stream.
#include "core/image/codecs.h"

#include <algorithm>
#include <array>
#include <bit>

namespace lookalike {
namespace {

enum Compression : std::uint32_t {
    None = 0,
    Rle8 = 1,
    Rle4 = 2,
    BitFields = 3,
    AlphaBitFields = 6
};

using Rgb = std::array<std::uint8_t, 3>;

struct BmpHeader {
    std::size_t pixelOffset = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool topDown = false;
    std::uint32_t bits = 0;
    std::uint32_t compression = None;
    /// Red, green, blue and, if the header has it, alpha; for 16 and 32 bits.
    std::array<std::uint32_t, 4> masks{};
    std::vector<Rgb> palette; ///< for 1 to 8 bits

    [[nodiscard]] bool hasAlpha() const { return masks[3] != 0 && (bits == 16 || bits == 32); }
};

Result<BmpHeader> readBmpHeader(Bytes bytes)
{
    constexpr std::size_t kFileHeader = 14;
    constexpr std::size_t kCoreHeader = 12;
    if (bytes.size() < kFileHeader + kCoreHeader)
        return brokenPicture("it ends too early"_msg);
    BmpHeader header;
    header.pixelOffset = littleEndian(bytes, 10, 4);
    const std::size_t infoSize = littleEndian(bytes, 14, 4);
    std::size_t paletteStart = kFileHeader + infoSize;
    std::size_t entrySize = 4;
    std::size_t colors = 0;
    if (bytes.size() < paletteStart)
        return brokenPicture("it ends too early"_msg);
    if (infoSize == kCoreHeader) {
        header.width = littleEndian(bytes, 18, 2);
        header.height = littleEndian(bytes, 20, 2);
        header.bits = littleEndian(bytes, 24, 2);
        entrySize = 3;
    } else {
        if (infoSize < 16)
            return brokenPicture("its header has an impossible size"_msg);
        header.width = littleEndian(bytes, 18, 4);
        const std::uint32_t height = littleEndian(bytes, 22, 4);
        header.topDown = (height & 0x80000000U) != 0;
        header.height = header.topDown ? 0U - height : height;
        header.bits = littleEndian(bytes, 28, 2);
        if (infoSize >= 40) {
            header.compression = littleEndian(bytes, 30, 4);
            colors = littleEndian(bytes, 46, 4);
        }
    }
    if (header.bits == 16)
        header.masks = {0x7C00, 0x03E0, 0x001F, 0};
    if (header.bits == 32)
        header.masks = {0xFF0000, 0x00FF00, 0x0000FF, 0};
    if (header.compression == BitFields || header.compression == AlphaBitFields) {
        if (bytes.size() < 66)
            return brokenPicture("it ends too early"_msg);
        for (std::size_t i = 0; i < 3; ++i)
            header.masks[i] = littleEndian(bytes, 54 + 4 * i, 4);
        const bool alpha = infoSize >= 56 || header.compression == AlphaBitFields;
        if (alpha && bytes.size() >= 70)
            header.masks[3] = littleEndian(bytes, 66, 4);
        if (infoSize == 40)
            paletteStart += header.compression == BitFields ? 12 : 16;
    }
    if (header.bits >= 1 && header.bits <= 8) {
        const std::size_t most = std::size_t{1} << header.bits;
        if (colors == 0 || colors > most)
            colors = most;
        const std::size_t end = std::min(bytes.size(), header.pixelOffset);
        for (std::size_t i = 0, at = paletteStart; i < colors && at + entrySize <= end;
             ++i, at += entrySize)
            header.palette.push_back({bytes[at + 2], bytes[at + 1], bytes[at]});
        header.palette.resize(256);
    }
    return header;
}

bool isSupported(const BmpHeader& header)
{
    constexpr std::array<std::uint32_t, 7> kDepths{1, 2, 4, 8, 16, 24, 32};
    switch (header.compression) {
    case None:
        return std::ranges::find(kDepths, header.bits) != kDepths.end();
    case Rle8:
        return header.bits == 8;
    case Rle4:
        return header.bits == 4;
    case BitFields:
    case AlphaBitFields:
        return header.bits == 16 || header.bits == 32;
    default:
        return false;
    }
}

/// Returns the channel that `mask` selects, scaled to 8 bits.
std::uint8_t channel(std::uint32_t value, std::uint32_t mask)
{
    if (mask == 0)
        return 0;
    const int shift = std::countr_zero(mask);
    const std::uint64_t largest = mask >> shift;
    return static_cast<std::uint8_t>(
        (((value & mask) >> shift) * std::uint64_t{255} + largest / 2) / largest);
}

/// Writes three bytes per pixel, or four if there is alpha.
void unpackRow(const BmpHeader& header, const std::uint8_t* in, std::uint8_t* out)
{
    const std::size_t channels = header.hasAlpha() ? 4 : 3;
    for (std::uint32_t x = 0; x < header.width; ++x, out += channels) {
        if (header.bits <= 8) {
            const std::uint32_t bit = x * header.bits;
            const std::uint32_t shift = 8 - header.bits - bit % 8;
            const std::uint32_t index = (in[bit / 8] >> shift) & ((1U << header.bits) - 1);
            std::ranges::copy(header.palette[index], out);
        } else if (header.bits == 24) {
            out[0] = in[std::size_t{3} * x + 2];
            out[1] = in[std::size_t{3} * x + 1];
            out[2] = in[std::size_t{3} * x];
        } else {
            const std::size_t size = header.bits / 8;
            const std::uint32_t value = littleEndian({in + x * size, size}, 0, size);
            for (std::size_t c = 0; c < channels; ++c)
                out[c] = channel(value, header.masks[c]);
        }
    }
}

/// Expands run lengths row by row in storage order. Calls `row` with the row number and one palette
/// index per pixel for each row that has any. Returns false if the data ends too early.
template <class Row>
bool expandRuns(const BmpHeader& header, Bytes data, const Row& row)
{
    const bool nibbles = header.compression == Rle4;
    std::size_t at = 0;
    std::size_t x = 0;
    std::size_t y = 0;
    std::vector<std::uint8_t> indices(header.width);
    bool empty = true;
    const auto put = [&](std::uint32_t index) {
        if (x < header.width && y < header.height) {
            indices[x] = static_cast<std::uint8_t>(index);
            empty = false;
        }
        ++x;
    };
    const auto finishRow = [&] {
        if (empty)
            return;
        row(y, indices);
        std::ranges::fill(indices, std::uint8_t{0});
        empty = true;
    };
    const auto part = [&](std::uint32_t value, std::size_t i) {
        return nibbles ? (i % 2 == 0 ? value >> 4U : value & 15U) : value;
    };
    while (at + 2 <= data.size()) {
        const std::size_t count = data[at];
        const std::uint8_t value = data[at + 1];
        at += 2;
        if (count > 0) {
            for (std::size_t i = 0; i < count; ++i)
                put(part(value, i));
        } else if (value == 0) {
            finishRow();
            x = 0;
            ++y;
        } else if (value == 1) {
            finishRow();
            return true;
        } else if (value == 2) {
            if (at + 2 > data.size())
                return false;
            if (data[at + 1] > 0)
                finishRow();
            x += data[at];
            y += data[at + 1];
            at += 2;
        } else {
            const std::size_t size = nibbles ? (value + std::size_t{1}) / 2 : value;
            if (at + size > data.size())
                return false;
            for (std::size_t i = 0; i < value; ++i)
                put(part(data[at + (nibbles ? i / 2 : i)], i));
            at += size + size % 2;
        }
    }
    const bool complete = y >= header.height || (y + 1 == header.height && x >= header.width);
    finishRow();
    return complete;
}

/// Returns the row of the picture that stored row `y` is.
int shownRow(const BmpHeader& header, std::size_t y)
{
    return static_cast<int>(header.topDown ? y : header.height - 1 - y);
}

Result<Image> readRuns(BmpHeader header, Bytes data, Reduction reduction)
{
    header.bits = 8; // of the expanded rows
    std::vector<std::uint8_t> rgb(std::size_t{header.width} * 3);
    const int width = static_cast<int>(header.width);
    PixelReducer pixels(width, static_cast<int>(header.height), reduction, header.palette[0]);
    const bool complete =
        expandRuns(header, data, [&](std::size_t y, const std::vector<std::uint8_t>& indices) {
            unpackRow(header, indices.data(), rgb.data());
            pixels.add(0, shownRow(header, y), 1, width, rgb.data());
        });
    if (!complete)
        return brokenPicture("it ends too early"_msg);
    return pixels.take();
}

std::size_t strideOf(const BmpHeader& header)
{
    return (std::size_t{header.width} * header.bits + 31) / 32 * 4;
}

/// Returns true if all rows are present; some writers omit the padding of the last row.
bool hasAllRows(const BmpHeader& header, Bytes data)
{
    const std::size_t lastRow = (std::size_t{header.width} * header.bits + 7) / 8;
    return data.size() >= strideOf(header) * (header.height - 1) + lastRow;
}

/// Returns true if every pixel's alpha is 0. Many programs write this and mean an opaque picture.
bool isUnseen(const BmpHeader& header, Bytes data)
{
    const std::size_t size = header.bits / 8;
    for (std::size_t y = 0; y < header.height; ++y) {
        const std::uint8_t* const row = data.data() + strideOf(header) * y;
        for (std::size_t x = 0; x < header.width; ++x)
            if ((littleEndian({row + x * size, size}, 0, size) & header.masks[3]) != 0)
                return false;
    }
    return true;
}

template <class Rows>
void readRows(const BmpHeader& header, Bytes data, Rows rows, StoredPicture& picture)
{
    std::vector<std::uint8_t> row(std::size_t{header.width} * 4);
    for (std::size_t y = 0; y < header.height; ++y) {
        const std::size_t stored = header.topDown ? y : header.height - 1 - y;
        unpackRow(header, data.data() + stored * strideOf(header), row.data());
        rows.addRow(row.data());
    }
    takeRows(rows, picture);
}

} // namespace

Result<StoredPicture> decodeBmp(Bytes bytes, const DecodeRequest& request)
{
    auto read = readBmpHeader(bytes);
    if (!read)
        return fail(read);
    BmpHeader header = std::move(*read);
    if (auto size = checkSize(header.width, header.height, request); !size)
        return fail(size);
    if (!isSupported(header))
        return fail(ErrorCode::Unsupported, "This kind of BMP is not supported"_msg);
    if (header.pixelOffset > bytes.size())
        return brokenPicture("it ends too early"_msg);
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(header.width);
    picture.fullHeight = static_cast<int>(header.height);
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    const Bytes data = bytes.subspan(header.pixelOffset);
    const bool runs = header.compression == Rle8 || header.compression == Rle4;
    if (!runs && !hasAllRows(header, data))
        return brokenPicture("it ends too early"_msg);
    if (header.hasAlpha() && isUnseen(header, data))
        header.masks[3] = 0;
    if (auto room = takeRoom(bytesFor(picture, reduction, header.hasAlpha()), request); !room)
        return fail(room);
    if (runs) {
        auto image = readRuns(header, data, reduction);
        if (!image)
            return fail(image);
        picture.image = std::move(*image);
    } else if (header.hasAlpha()) {
        readRows(header, data, AlphaReducer(picture.fullWidth, picture.fullHeight, reduction),
                 picture);
    } else {
        readRows(header, data, RowReducer(picture.fullWidth, picture.fullHeight, reduction),
                 picture);
    }
    return picture;
}

} // namespace lookalike
