// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the contents of a HEIC or AVIF besides its primary picture: other pictures, auxiliary ones
// (ISO/IEC 23008-12, 6.6), a gain map (ISO 21496-1) and an image sequence.
#include "core/image/codecs.h"
#include "core/image/heif_handles.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <utility>

namespace lookalike {
namespace {

using namespace std::string_view_literals;

/// Removes the next box from `boxes` and returns its type and content; an empty type at the end and
/// on damage.
std::pair<std::string_view, Bytes> nextBox(Bytes& boxes)
{
    if (boxes.size() < 8)
        return {};
    std::uint64_t size = bigEndian(boxes, 0, 4);
    std::size_t header = 8;
    if (size == 1) {
        size = bigEndian(boxes, 8, 8);
        header = 16;
    }
    if (size == 0)
        size = boxes.size();
    if (size < header || size > boxes.size())
        return {};
    const Bytes box = boxes.first(static_cast<std::size_t>(size));
    boxes = boxes.subspan(box.size());
    return {textOf(box.subspan(4, 4)), box.subspan(header)};
}

Bytes findBox(Bytes boxes, std::string_view wanted)
{
    for (auto [type, content] = nextBox(boxes); !type.empty();
         std::tie(type, content) = nextBox(boxes))
        if (type == wanted)
            return content;
    return {};
}

/// Returns the number of frames of the longest track of an image sequence; 0 if there is none.
std::uint64_t framesOf(Bytes movie)
{
    std::uint64_t frames = 0;
    for (auto [type, content] = nextBox(movie); !type.empty();
         std::tie(type, content) = nextBox(movie)) {
        if (type != "trak"sv)
            continue;
        Bytes boxes = content;
        for (const std::string_view name : {"mdia"sv, "minf"sv, "stbl"sv, "stsz"sv})
            boxes = findBox(boxes, name);
        frames = std::max(frames, bigEndian(boxes, 8, 4)); // after version, flags and sample size
    }
    return frames;
}

bool holdsGainMapItem(Bytes meta)
{
    const Bytes items = meta.size() < 4 ? Bytes() : findBox(meta.subspan(4), "iinf");
    return textOf(items).find("tmap"sv) != std::string_view::npos;
}

std::uint8_t extraOf(std::string_view type)
{
    if (type.find("hdrgainmap"sv) != std::string_view::npos)
        return kGainMap;
    if (type == "urn:mpeg:hevc:2015:auxid:1"sv || type.ends_with(":alpha"sv))
        return 0;
    if (type == "urn:mpeg:hevc:2015:auxid:2"sv || type.ends_with(":depth"sv) ||
        type.find("disparity"sv) != std::string_view::npos)
        return kDepthMap;
    return kSecondPicture;
}

std::uint8_t auxiliariesOf(const heif_image_handle* primary)
{
    constexpr int kMost = 64;
    std::array<heif_item_id, kMost> ids{};
    const int count =
        heif_image_handle_get_list_of_auxiliary_image_IDs(primary, 0, ids.data(), kMost);
    std::uint8_t extras = 0;
    for (int i = 0; i < std::min(count, kMost); ++i) {
        heif_image_handle* raw = nullptr;
        if (heif_image_handle_get_auxiliary_image_handle(primary, ids[static_cast<std::size_t>(i)],
                                                         &raw)
                .code != heif_error_Ok)
            continue;
        const HeifHandle handle(raw);
        const char* type = nullptr;
        if (heif_image_handle_get_auxiliary_type(raw, &type).code == heif_error_Ok &&
            type != nullptr) {
            extras |= extraOf(type);
            heif_image_handle_free_auxiliary_types(raw, &type);
        }
    }
    return extras;
}

} // namespace

PictureFacts heifFacts(Bytes bytes)
{
    PictureFacts facts;
    const HeifContext context(heif_context_alloc());
    heif_image_handle* raw = nullptr;
    if (!context ||
        heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(),
                                                   nullptr)
                .code != heif_error_Ok ||
        heif_context_get_primary_image_handle(context.get(), &raw).code != heif_error_Ok)
        return facts;
    const HeifHandle primary(raw);
    facts.bits = static_cast<std::uint8_t>(
        std::clamp(heif_image_handle_get_luma_bits_per_pixel(raw), 8, 16));
    facts.extras = auxiliariesOf(raw);
    if (heif_image_handle_has_depth_image(raw) != 0)
        facts.extras |= kDepthMap;
    if (holdsGainMapItem(findBox(bytes, "meta")))
        facts.extras |= kGainMap;
    const std::uint64_t sequence = framesOf(findBox(bytes, "moov"));
    facts.animated = sequence > 1;
    facts.frames = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(
        facts.animated ? sequence
                       : static_cast<std::uint64_t>(std::max(
                             heif_context_get_number_of_top_level_images(context.get()), 1)),
        1, 1'000'000'000));
    return facts;
}

} // namespace lookalike
