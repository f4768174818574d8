// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/picture_facts.h"

#include "core/image/codecs.h"
#include "core/image/jpeg_extras.h"

#include <webp/demux.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace lookalike {
namespace {

std::uint64_t big(Bytes bytes, std::size_t offset, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8U | bytes[offset + i];
    return value;
}

std::uint8_t depth(std::uint64_t bits)
{
    return static_cast<std::uint8_t>(std::clamp<std::uint64_t>(bits, 8, 64));
}

void setFrames(PictureFacts& facts, std::uint64_t frames)
{
    constexpr std::uint64_t kMost = 1'000'000'000;
    facts.frames = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(frames, 1, kMost));
}

/// Reads the header's depth and the frames of an APNG, which are declared before the picture's
/// data.
PictureFacts pngFacts(Bytes bytes)
{
    constexpr std::size_t kBitDepth = 24;
    PictureFacts facts;
    if (bytes.size() <= kBitDepth)
        return facts;
    facts.bits = depth(bytes[kBitDepth]);
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::uint64_t size = big(bytes, at, 4);
        const std::uint64_t type = big(bytes, at + 4, 4);
        if (size > bytes.size() - at - 12 || type == 0x49444154) // IDAT
            break;
        if (type == 0x6163544C && size >= 8) { // acTL
            setFrames(facts, big(bytes, at + 8, 4));
            facts.animated = facts.frames > 1;
        }
        at += 12 + static_cast<std::size_t>(size);
    }
    return facts;
}

/// Walks over the blocks of a GIF (GIF89a, 16 to 26) and counts the frames.
PictureFacts gifFacts(Bytes bytes)
{
    constexpr std::size_t kHeader = 13;
    PictureFacts facts;
    const auto tableBytes = [](std::uint8_t flags) {
        return (flags & 0x80U) == 0 ? std::size_t{0} : std::size_t{3} << ((flags & 7U) + 1U);
    };
    if (bytes.size() < kHeader)
        return facts;
    std::uint64_t frames = 0;
    std::size_t at = kHeader + tableBytes(bytes[10]);
    const auto skipBlocks = [&] {
        while (at < bytes.size() && bytes[at] != 0)
            at += std::size_t{1} + bytes[at];
        ++at;
    };
    while (at + 2 <= bytes.size()) {
        if (bytes[at] == 0x21) {
            at += 2;
        } else if (bytes[at] == 0x2C && at + 10 < bytes.size()) {
            ++frames;
            at += 11 + tableBytes(bytes[at + 9]);
        } else {
            break;
        }
        skipBlocks();
    }
    setFrames(facts, frames);
    facts.animated = facts.frames > 1;
    return facts;
}

PictureFacts webpFacts(Bytes bytes)
{
    PictureFacts facts;
    const WebPData data{bytes.data(), bytes.size()};
    const std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(WebPDemux(&data),
                                                                           WebPDemuxDelete);
    if (!demuxer)
        return facts;
    setFrames(facts, WebPDemuxGetI(demuxer.get(), WEBP_FF_FRAME_COUNT));
    facts.animated = facts.frames > 1;
    return facts;
}

/// Reads the depth of the deepest component in the codestream's size marker (ISO/IEC 15444-1,
/// A.5.1).
PictureFacts jpeg2000Facts(Bytes bytes)
{
    constexpr std::size_t kLookedAt = 1U << 20U;
    constexpr std::array<std::uint8_t, 4> kStart{0xFF, 0x4F, 0xFF, 0x51};
    PictureFacts facts;
    const Bytes head = bytes.first(std::min(bytes.size(), kLookedAt));
    const auto found = std::search(head.begin(), head.end(), kStart.begin(), kStart.end());
    if (found == head.end())
        return facts;
    const Bytes size = bytes.subspan(static_cast<std::size_t>(found - head.begin()) + 4);
    constexpr std::size_t kCount = 36;
    constexpr std::size_t kComponents = 38;
    if (size.size() < kComponents)
        return facts;
    const auto components = static_cast<std::size_t>(big(size, kCount, 2));
    for (std::size_t c = 0; c < components && kComponents + c * 3 < size.size(); ++c)
        facts.bits = std::max(facts.bits, depth((size[kComponents + c * 3] & 0x7FU) + 1U));
    return facts;
}

} // namespace

bool holdsMore(const PictureFacts& a, const PictureFacts& b) noexcept
{
    return a.frames > b.frames || (a.animated && !b.animated) || (a.alpha && !b.alpha) ||
           a.bits > b.bits || (a.extras & ~b.extras) != 0;
}

PictureFacts readFacts(std::span<const std::uint8_t> bytes, ImageFormat format)
{
    switch (format) {
    case ImageFormat::Jpeg: {
        PictureFacts facts;
        facts.extras = findJpegExtras(bytes).extras;
        return facts;
    }
    case ImageFormat::Png:
        return pngFacts(bytes);
    case ImageFormat::Gif:
        return gifFacts(bytes);
    case ImageFormat::WebP:
        return webpFacts(bytes);
    case ImageFormat::Tiff:
        return tiffFacts(bytes);
    case ImageFormat::Jpeg2000:
        return jpeg2000Facts(bytes);
#ifdef LOOKALIKE_HAVE_HEIF
    case ImageFormat::Heic:
    case ImageFormat::Avif:
        return heifFacts(bytes);
#endif
#ifdef LOOKALIKE_HAVE_JPEGXL
    case ImageFormat::JpegXl:
        return jpegXlFacts(bytes);
#endif
    default:
        return {};
    }
}

} // namespace lookalike
