// SPDX-License-Identifier: GPL-3.0-or-later
// Portable bitmaps, greymaps, pixmaps and arbitrary maps, after the manual pages of Netpbm.
// Implemented here because the formats are only a few numbers before the pixels.
#include "core/image/codecs.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace lookalike {
namespace {

struct PnmHeader {
    char kind = 0; ///< the digit after the P
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t depth = 0;  ///< values per pixel
    std::uint32_t maxval = 0; ///< value of white
    Bytes pixels;

    [[nodiscard]] bool isText() const { return kind <= '3'; }
    [[nodiscard]] bool isBitmap() const { return kind == '1' || kind == '4'; }
};

bool isSpace(std::uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool isDigit(std::uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/// Reads words and numbers from the start of the bytes.
class Scanner {
public:
    explicit Scanner(Bytes bytes)
        : m_rest(bytes)
    {}

    [[nodiscard]] Bytes rest() const { return m_rest; }

    void skipSpace()
    {
        while (!m_rest.empty() && (isSpace(m_rest[0]) || m_rest[0] == '#')) {
            if (m_rest[0] == '#')
                while (!m_rest.empty() && m_rest[0] != '\n')
                    drop();
            else
                drop();
        }
    }

    /// Returns nothing if there is no number or it is larger than 2^31.
    std::optional<std::uint32_t> number()
    {
        skipSpace();
        std::optional<std::uint32_t> value;
        for (; !m_rest.empty() && isDigit(m_rest[0]); drop()) {
            if (value.value_or(0) > (1U << 31U) / 10 - 1)
                return {};
            value = value.value_or(0) * 10 + (m_rest[0] - '0');
        }
        return value;
    }

    /// Reads one digit, with or without surrounding space.
    std::optional<std::uint32_t> bit()
    {
        skipSpace();
        if (m_rest.empty() || (m_rest[0] != '0' && m_rest[0] != '1'))
            return {};
        const std::uint32_t value = m_rest[0] - std::uint32_t{'0'};
        drop();
        return value;
    }

    std::string_view word()
    {
        skipSpace();
        const Bytes from = m_rest;
        while (!m_rest.empty() && !isSpace(m_rest[0]))
            drop();
        return {reinterpret_cast<const char*>(from.data()), from.size() - m_rest.size()};
    }

    /// Consumes the single white space that ends a header. Returns false if there is none.
    bool endHeader()
    {
        if (m_rest.empty() || !isSpace(m_rest[0]))
            return false;
        drop();
        return true;
    }

private:
    void drop() { m_rest = m_rest.subspan(1); }

    Bytes m_rest;
};

/// Reads the lines of a PAM header.
bool readArbitraryHeader(Scanner& scanner, PnmHeader& header)
{
    for (;;) {
        const std::string_view word = scanner.word();
        std::uint32_t* const field = word == "WIDTH"    ? &header.width
                                     : word == "HEIGHT" ? &header.height
                                     : word == "DEPTH"  ? &header.depth
                                     : word == "MAXVAL" ? &header.maxval
                                                        : nullptr;
        if (field != nullptr) {
            const auto value = scanner.number();
            if (!value)
                return false;
            *field = *value;
        } else if (word == "TUPLTYPE") {
            static_cast<void>(scanner.word()); // the depth determines the colours
        } else {
            return word == "ENDHDR";
        }
    }
}

std::optional<PnmHeader> readPnmHeader(Bytes bytes)
{
    PnmHeader header;
    if (bytes.size() < 3)
        return {};
    header.kind = static_cast<char>(bytes[1]);
    Scanner scanner(bytes.subspan(2));
    if (header.kind == '7') {
        if (!readArbitraryHeader(scanner, header))
            return {};
    } else {
        const auto width = scanner.number();
        const auto height = scanner.number();
        const auto maxval = header.isBitmap() ? std::optional(1U) : scanner.number();
        if (!width || !height || !maxval)
            return {};
        header.width = *width;
        header.height = *height;
        header.maxval = *maxval;
        header.depth = header.kind == '3' || header.kind == '6' ? 3 : 1;
    }
    if (!scanner.endHeader() || header.maxval == 0 || header.maxval > 65535 || header.depth == 0)
        return {};
    header.pixels = scanner.rest();
    return header;
}

std::uint8_t toByte(std::uint32_t value, std::uint32_t maxval)
{
    return static_cast<std::uint8_t>((std::min(value, maxval) * 255 + maxval / 2) / maxval);
}

/// Converts grey, grey and alpha, colours, or colours and alpha to R, G, B, A.
void putPixel(const std::uint8_t* values, std::uint32_t depth, std::uint8_t* out)
{
    out[3] = depth % 2 == 0 ? values[depth - 1] : std::uint8_t{255};
    for (std::size_t c = 0; c < 3; ++c)
        out[c] = values[depth >= 3 ? c : 0];
}

/// Fails if the text ends too early or holds something else.
bool readTextRow(const PnmHeader& header, Scanner& scanner, std::uint8_t* out)
{
    std::uint8_t values[4] = {};
    for (std::uint32_t x = 0; x < header.width; ++x, out += 4) {
        for (std::uint32_t c = 0; c < header.depth; ++c) {
            const auto value = header.isBitmap() ? scanner.bit() : scanner.number();
            if (!value)
                return false;
            values[c] = header.isBitmap() ? (*value == 0 ? 255 : 0) : toByte(*value, header.maxval);
        }
        putPixel(values, header.depth, out);
    }
    return true;
}

void readBinaryRow(const PnmHeader& header, const std::uint8_t* in, std::uint8_t* out)
{
    std::uint8_t values[4] = {};
    const bool wide = header.maxval > 255;
    for (std::uint32_t x = 0; x < header.width; ++x, out += 4) {
        if (header.isBitmap()) {
            values[0] = ((in[x / 8] >> (7 - x % 8)) & 1) == 0 ? 255 : 0;
        } else {
            for (std::uint32_t c = 0; c < header.depth; ++c) {
                const std::uint32_t value = wide ? in[0] * 256U + in[1] : in[0];
                values[c] = toByte(value, header.maxval);
                in += wide ? 2 : 1;
            }
        }
        putPixel(values, header.depth, out);
    }
}

} // namespace

Result<StoredPicture> decodePnm(Bytes bytes, const DecodeRequest& request)
{
    const auto header = readPnmHeader(bytes);
    if (!header)
        return brokenPicture("its header cannot be read"_msg);
    if (auto size = checkSize(header->width, header->height, request); !size)
        return fail(size);
    if (header->depth > 4)
        return fail(ErrorCode::Unsupported,
                    "This kind of PNM is not supported (%1 values a pixel)"_msg(header->depth));
    const std::size_t rowBytes = header->isBitmap() ? (std::size_t{header->width} + 7) / 8
                                                    : std::size_t{header->width} * header->depth *
                                                          (header->maxval > 255 ? 2 : 1);
    if (!header->isText() && header->pixels.size() < rowBytes * header->height)
        return brokenPicture("it ends too early"_msg);
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(header->width);
    picture.fullHeight = static_cast<int>(header->height);
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    if (auto room = takeRoom(bytesFor(picture, reduction, true), request); !room)
        return fail(room);
    AlphaReducer rows(picture.fullWidth, picture.fullHeight, reduction);
    std::vector<std::uint8_t> row(std::size_t{header->width} * 4);
    Scanner scanner(header->pixels);
    for (std::size_t y = 0; y < header->height; ++y) {
        if (!header->isText())
            readBinaryRow(*header, header->pixels.data() + y * rowBytes, row.data());
        else if (!readTextRow(*header, scanner, row.data()))
            return brokenPicture("it ends too early"_msg);
        rows.addRow(row.data());
    }
    takeRows(rows, picture);
    return picture;
}

} // namespace lookalike
