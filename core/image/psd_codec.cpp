// SPDX-License-Identifier: GPL-3.0-or-later
// The merged picture of Photoshop files (PSD and PSB), after the "Adobe Photoshop File Formats
// Specification". Implemented here because the libraries that read them come with dozens of other
// formats.
#include "core/image/codecs.h"
#include "core/image/color_profile.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

namespace lookalike {
namespace {

enum Mode : std::uint32_t {
    Bitmap = 0,
    Grey = 1,
    Indexed = 2,
    TrueColour = 3,
    Cmyk = 4,
    Duotone = 8
};

/// Reads big-endian numbers and parts from the start of the bytes. `ok` becomes false at their end.
struct Cursor {
    Bytes rest;
    bool ok = true;

    std::uint64_t number(std::size_t size)
    {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : part(size))
            value = value << 8U | byte;
        return value;
    }
    std::uint32_t word(std::size_t size) { return static_cast<std::uint32_t>(number(size)); }
    Bytes part(std::uint64_t size)
    {
        if (size > rest.size()) {
            ok = false;
            rest = {};
            return {};
        }
        const Bytes taken = rest.first(static_cast<std::size_t>(size));
        rest = rest.subspan(taken.size());
        return taken;
    }
};

struct Document {
    std::uint32_t channels = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t bits = 0;
    std::uint32_t mode = 0;
    bool large = false; ///< PSB: some lengths are twice as wide
    Bytes palette;
    std::vector<std::uint8_t> profile;
    bool merged = true;
    std::uint32_t compression = 0;
    Bytes pixels;

    [[nodiscard]] std::uint32_t colours() const
    {
        return mode == TrueColour ? 3 : mode == Cmyk ? 4 : 1;
    }
    [[nodiscard]] std::size_t rowBytes() const { return (std::size_t{width} * bits + 7) / 8; }
};

void readResources(Cursor resources, Document& document)
{
    constexpr std::uint32_t kProfile = 1039;
    constexpr std::uint32_t kVersionInfo = 1057;
    while (resources.ok && resources.rest.size() >= 12) {
        static_cast<void>(resources.part(4)); // "8BIM"
        const std::uint32_t id = resources.word(2);
        const std::uint32_t name = resources.word(1);
        static_cast<void>(resources.part(name + (name + 1) % 2)); // length byte and text are padded
        const std::uint64_t size = resources.number(4);
        const Bytes data = resources.part(size);
        static_cast<void>(resources.part(size % 2));
        if (id == kProfile)
            document.profile.assign(data.begin(), data.end());
        if (id == kVersionInfo && data.size() >= 5)
            document.merged = data[4] != 0;
    }
}

std::optional<Document> readDocument(Bytes bytes)
{
    Cursor file{bytes};
    static_cast<void>(file.part(4)); // "8BPS"
    Document document;
    document.large = file.number(2) == 2;
    static_cast<void>(file.part(6));
    document.channels = file.word(2);
    document.height = file.word(4);
    document.width = file.word(4);
    document.bits = file.word(2);
    document.mode = file.word(2);
    document.palette = file.part(file.number(4));
    const Bytes resources = file.part(file.number(4));
    static_cast<void>(file.part(file.number(document.large ? 8 : 4))); // layers
    document.compression = file.word(2);
    if (!file.ok)
        return {};
    document.pixels = file.rest;
    readResources({resources}, document);
    return document;
}

/// Returns what is not supported, or null.
Message strangeness(const Document& document)
{
    const std::uint32_t bits = document.bits;
    switch (document.mode) {
    case Bitmap:
        if (bits != 1)
            return "its depth"_msg;
        break;
    case Indexed:
        if (bits != 8 || document.palette.size() < 768)
            return "its palette"_msg;
        break;
    case Grey:
    case Duotone:
    case TrueColour:
    case Cmyk:
        if (bits != 8 && bits != 16 && (bits != 32 || document.mode == Cmyk))
            return "its depth"_msg;
        break;
    default:
        return "its colours"_msg;
    }
    if (document.channels < document.colours())
        return "its channels"_msg;
    if (document.compression > 1)
        return "its compression"_msg;
    return document.merged ? Message() : "it was saved without a merged picture"_msg;
}

/// Locates the rows of the channels, which are stored one channel after another.
class ChannelRows {
public:
    explicit ChannelRows(const Document& document)
        : m_document(document)
    {}

    /// Reads the lengths of the packed rows. Returns false if any channel is incomplete, including
    /// unused ones.
    bool prepare()
    {
        const std::size_t rows = std::size_t{m_document.channels} * m_document.height;
        if (m_document.compression == 0)
            return m_document.pixels.size() / m_document.rowBytes() >= rows;
        Cursor cursor{m_document.pixels};
        const std::size_t size = m_document.large ? 4 : 2;
        if (cursor.rest.size() / size < rows)
            return false;
        std::size_t offset = rows * size;
        m_offsets.reserve(rows + 1);
        for (std::size_t i = 0; i < rows; ++i) {
            m_offsets.push_back(offset);
            offset += cursor.word(size);
        }
        m_offsets.push_back(offset);
        return offset <= m_document.pixels.size();
    }

    /// Reads one row of a channel. Returns false if its runs do not fill it.
    bool read(std::size_t channel, std::size_t y, std::vector<std::uint8_t>& row) const
    {
        const std::size_t number = channel * m_document.height + y;
        const std::size_t size = m_document.rowBytes();
        row.resize(size);
        if (m_document.compression == 0) {
            std::ranges::copy(m_document.pixels.subspan(number * size, size), row.begin());
            return true;
        }
        return unpack(
            m_document.pixels.subspan(m_offsets[number], m_offsets[number + 1] - m_offsets[number]),
            row);
    }

private:
    /// Decodes PackBits.
    static bool unpack(Bytes in, std::span<std::uint8_t> out)
    {
        while (!out.empty()) {
            if (in.empty())
                return false;
            const std::uint8_t head = in[0];
            in = in.subspan(1);
            if (head == 128)
                continue;
            const bool run = head > 128;
            const std::size_t count = run ? 257U - head : head + 1U;
            const std::size_t taken = run ? 1 : count;
            if (count > out.size() || taken > in.size())
                return false;
            for (std::size_t i = 0; i < count; ++i)
                out[i] = in[run ? 0 : i];
            in = in.subspan(taken);
            out = out.subspan(count);
        }
        return true;
    }

    const Document& m_document;
    std::vector<std::size_t> m_offsets;
};

/// Combines the rows of all colour channels into rows of 8-bit R, G, B.
class RowMixer {
public:
    explicit RowMixer(const Document& document)
        : m_document(document)
        , m_deep(document.profile)
        , m_inks(document.mode == Cmyk ? Bytes(document.profile) : Bytes())
    {}

    void mix(const std::vector<std::vector<std::uint8_t>>& channels, std::uint8_t* out)
    {
        const std::size_t width = m_document.width;
        if (m_document.mode == Cmyk) {
            m_values.resize(width * 4);
            for (std::size_t i = 0; i < width * 4; ++i) // stored inverted: 255 means no ink
                m_values[i] =
                    static_cast<std::uint8_t>(255 - channels[i % 4][i / 4 * (m_document.bits / 8)]);
            m_inks.convert(m_values.data(), out, static_cast<int>(width));
        } else if (m_document.bits > 8) {
            m_deepValues.resize(width * 3);
            for (std::size_t i = 0; i < width * 3; ++i)
                m_deepValues[i] = deepValue(channels[i % 3 % channels.size()].data(), i / 3);
            m_deep.convert(m_deepValues, out);
        } else {
            for (std::size_t i = 0; i < width * 3; ++i)
                out[i] = value(channels[i % 3 % channels.size()], i / 3, i % 3);
        }
    }

private:
    std::uint8_t value(const std::vector<std::uint8_t>& row, std::size_t x,
                       std::size_t colour) const
    {
        if (m_document.mode == Bitmap)
            return ((row[x / 8] >> (7 - x % 8)) & 1) == 0 ? 255 : 0;
        return m_document.mode == Indexed ? m_document.palette[colour * 256 + row[x]] : row[x];
    }

    std::uint16_t deepValue(const std::uint8_t* row, std::size_t x) const
    {
        Cursor cursor{{row + x * (m_document.bits / 8), m_document.bits / 8}};
        const std::uint32_t stored = cursor.word(m_document.bits / 8);
        if (m_document.bits == 16)
            return static_cast<std::uint16_t>(stored);
        const auto light = static_cast<double>(std::bit_cast<float>(stored));
        return static_cast<std::uint16_t>(
            std::isnan(light) ? 0 : std::lround(std::clamp(light, 0.0, 1.0) * 65535));
    }

    const Document& m_document;
    const DeepConverter m_deep;
    const CmykConverter m_inks;
    std::vector<std::uint8_t> m_values;
    std::vector<std::uint16_t> m_deepValues;
};

} // namespace

Result<StoredPicture> decodePsd(Bytes bytes, const DecodeRequest& request)
{
    const auto document = readDocument(bytes);
    if (!document)
        return brokenPicture("it ends too early"_msg);
    if (auto size = checkSize(document->width, document->height, request); !size)
        return fail(size);
    if (const Message what = strangeness(*document); !what.empty())
        return fail(ErrorCode::Unsupported,
                    "This kind of Photoshop picture is not supported (%1)"_msg(what));
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(document->width);
    picture.fullHeight = static_cast<int>(document->height);
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    if (auto room = takeRoom(bytesFor(picture, reduction), request); !room)
        return fail(room);
    ChannelRows stored(*document);
    if (!stored.prepare())
        return brokenPicture("it ends too early"_msg);
    RowMixer mixer(*document);
    RowReducer rows(picture.fullWidth, picture.fullHeight, reduction);
    std::vector<std::vector<std::uint8_t>> channels(document->colours());
    std::vector<std::uint8_t> row(std::size_t{document->width} * 3);
    for (std::size_t y = 0; y < document->height; ++y) {
        for (std::size_t c = 0; c < channels.size(); ++c)
            if (!stored.read(c, y, channels[c]))
                return brokenPicture("its data is corrupt"_msg);
        mixer.mix(channels, row.data());
        rows.addRow(row.data());
    }
    picture.image = rows.take();
    if (document->bits <= 8 && document->mode != Cmyk)
        picture.profile = document->profile;
    return picture;
}

} // namespace lookalike
