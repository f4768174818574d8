// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/jpeg_extras.h"

#include "core/image/bytes.h"
#include "core/image/jpeg_segments.h"
#include "core/image/picture_facts.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace lookalike {
namespace {

using namespace std::string_view_literals;

/// The number of pictures examined per file.
constexpr std::size_t kMostPictures = 64;
constexpr std::size_t kPictureEntryBytes = 16;

/// Returns true if a picture's own segments declare it a gain map.
bool isGainMap(Bytes jpeg)
{
    bool found = false;
    visitJpegSegments(jpeg, [&found](std::uint8_t marker, Bytes content) {
        const std::string_view text = textOf(content);
        if (marker == 0xE2 && text.starts_with("urn:iso:std:iso:ts:21496:-1\0"sv))
            found = true;
        if (marker == 0xE1 && text.starts_with("http://ns.adobe.com/xap/1.0/\0"sv))
            found =
                found ||
                text.find("http://ns.adobe.com/hdr-gain-map/1.0/") != std::string_view::npos ||
                text.find("urn:com:apple:photo:2020:aux:hdrgainmap") != std::string_view::npos ||
                text.find("http://ns.apple.com/HDRGainMap/") != std::string_view::npos;
        return !found;
    });
    return found;
}

/// Reads numbers of a TIFF structure; returns 0 beyond its end.
class TiffNumbers {
public:
    explicit TiffNumbers(Bytes bytes)
        : m_bytes(bytes)
        , m_bigEndian(!bytes.empty() && bytes[0] == 'M')
    {}
    [[nodiscard]] std::uint32_t get(std::size_t offset, std::size_t size) const
    {
        if (offset > m_bytes.size() || size > m_bytes.size() - offset)
            return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8U | m_bytes[offset + (m_bigEndian ? i : size - 1 - i)];
        return value;
    }

private:
    Bytes m_bytes;
    bool m_bigEndian;
};

/// The preview types of DC-007 (5.2.3.3.1), which show nothing new.
bool isPreview(std::uint32_t attribute)
{
    const std::uint32_t kind = attribute & 0xFFFFFFU;
    return kind == 0x010001 || kind == 0x010002;
}

bool isDisparity(std::uint32_t attribute)
{
    return (attribute & 0xFFFFFFU) == 0x020002;
}

/// Finds the pictures listed by a multi-picture index. `index` starts with its byte order, which
/// offsets are relative to; `indexAt` is its position in the file.
JpegExtras readIndex(Bytes file, Bytes index, std::size_t indexAt)
{
    constexpr std::uint32_t kEntries = 0xB002;
    const TiffNumbers numbers(index);
    JpegExtras result;
    const std::size_t directory = numbers.get(4, 4);
    const std::size_t fields = numbers.get(directory, 2);
    for (std::size_t i = 0; i < fields; ++i) {
        const std::size_t field = directory + 2 + i * 12;
        if (numbers.get(field, 2) != kEntries)
            continue;
        const std::size_t count =
            std::min<std::size_t>(numbers.get(field + 4, 4) / kPictureEntryBytes, kMostPictures);
        const std::size_t entries = numbers.get(field + 8, 4);
        for (std::size_t entry = 1; entry < count; ++entry) { // entry 0 is the file itself
            const std::size_t at = entries + entry * kPictureEntryBytes;
            const std::uint32_t attribute = numbers.get(at, 4);
            const std::size_t offset = indexAt + numbers.get(at + 8, 4);
            if (isPreview(attribute) || offset <= indexAt || offset + 4 > file.size() ||
                file[offset] != 0xFF || file[offset + 1] != 0xD8)
                continue;
            result.extras |= isGainMap(file.subspan(offset)) ? kGainMap
                             : isDisparity(attribute)        ? kDepthMap
                                                             : kSecondPicture;
            result.firstExtra =
                result.firstExtra == 0 ? offset : std::min(result.firstExtra, offset);
        }
    }
    return result;
}

} // namespace

JpegExtras findJpegExtras(std::span<const std::uint8_t> file)
{
    JpegExtras result;
    visitJpegSegments(file, [&](std::uint8_t marker, Bytes content) {
        constexpr std::string_view kName = "MPF\0"sv;
        if (marker != 0xE2 || !textOf(content).starts_with(kName))
            return true;
        const Bytes index = content.subspan(kName.size());
        result = readIndex(file, index, static_cast<std::size_t>(index.data() - file.data()));
        return false;
    });
    return result;
}

} // namespace lookalike
