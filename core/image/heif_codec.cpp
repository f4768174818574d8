// SPDX-License-Identifier: GPL-3.0-or-later
// HEIC and AVIF through libheif, which applies the file's own rotation and mirroring. An EXIF
// orientation repeats these and is ignored (ISO/IEC 23008-12, 6.5.10 and annex A).
#include "core/image/codecs.h"
#include "core/image/color_profile.h"
#include "core/image/heif_handles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string_view>

namespace lookalike {
namespace {

/// libheif reads only the parts that it needs. A file that ends inside its data or directory is
/// incomplete whatever those parts are.
bool isWholeFile(Bytes file)
{
    bool described = false;
    while (file.size() >= 8) {
        std::uint64_t size = bigEndian(file, 0, 4);
        if (size == 1 && file.size() >= 16)
            size = bigEndian(file, 8, 8);
        if (size == 0)
            size = file.size();
        const std::string_view type(reinterpret_cast<const char*>(file.data()) + 4, 4);
        const bool essential = type == "mdat" || type == "meta" || type == "moov";
        described = described || type == "meta";
        if (size < 8 || size > file.size())
            return described && !essential; // unknown data follows
        file = file.subspan(static_cast<std::size_t>(size));
    }
    return described;
}

/// Finds a thumbnail that shows the same picture and is large enough.
HeifHandle findThumbnail(const heif_image_handle* primary, int wantedShortSide)
{
    constexpr int kMostThumbnails = 8;
    constexpr double kShapeTolerance = 0.01;
    if (wantedShortSide <= 0)
        return nullptr;
    std::array<heif_item_id, kMostThumbnails> ids{};
    const int count =
        heif_image_handle_get_list_of_thumbnail_IDs(primary, ids.data(), kMostThumbnails);
    const double shape = static_cast<double>(heif_image_handle_get_width(primary)) /
                         heif_image_handle_get_height(primary);
    for (int i = 0; i < count; ++i) {
        heif_image_handle* raw = nullptr;
        if (heif_image_handle_get_thumbnail(primary, ids[static_cast<std::size_t>(i)], &raw).code !=
            heif_error_Ok)
            continue;
        HeifHandle handle(raw);
        const int width = heif_image_handle_get_width(raw);
        const int height = heif_image_handle_get_height(raw);
        if (std::min(width, height) >= wantedShortSide &&
            std::abs(static_cast<double>(width) / height / shape - 1.0) <= kShapeTolerance)
            return handle;
    }
    return nullptr;
}

std::vector<std::uint8_t> profileOf(const heif_image_handle* handle)
{
    if (const std::size_t size = heif_image_handle_get_raw_color_profile_size(handle); size > 0) {
        std::vector<std::uint8_t> profile(size);
        if (heif_image_handle_get_raw_color_profile(handle, profile.data()).code == heif_error_Ok)
            return profile;
    }
    heif_color_profile_nclx* raw = nullptr;
    const heif_error_code got = heif_image_handle_get_nclx_color_profile(handle, &raw).code;
    const std::unique_ptr<heif_color_profile_nclx, HeifDeleter> nclx(
        raw); // also frees it on failure
    if (got != heif_error_Ok || !nclx)
        return {};
    const bool wide = nclx->color_primaries == heif_color_primaries_SMPTE_EG_432_1 ||
                      nclx->color_primaries == heif_color_primaries_ITU_R_BT_2020_2_and_2100_0;
    const bool highDynamicRange =
        nclx->transfer_characteristics == heif_transfer_characteristic_ITU_R_BT_2100_0_PQ ||
        nclx->transfer_characteristics == heif_transfer_characteristic_ITU_R_BT_2100_0_HLG;
    const bool linear = nclx->transfer_characteristics == heif_transfer_characteristic_linear;
    if ((!wide && !linear) || highDynamicRange)
        return {};
    const auto d = [](float value) { return static_cast<double>(value); };
    return makeProfile({d(nclx->color_primary_white_x), d(nclx->color_primary_white_y),
                        d(nclx->color_primary_red_x), d(nclx->color_primary_red_y),
                        d(nclx->color_primary_green_x), d(nclx->color_primary_green_y),
                        d(nclx->color_primary_blue_x), d(nclx->color_primary_blue_y)},
                       linear ? 1 : 0);
}

tl::unexpected<Error> heifFailure(const heif_error& error)
{
    const std::string text = error.message == nullptr ? "" : error.message;
    switch (error.code) {
    case heif_error_Unsupported_filetype:
    case heif_error_Unsupported_feature:
    case heif_error_Decoder_plugin_error:
        if (error.subcode == heif_suberror_Unspecified &&
            error.code == heif_error_Decoder_plugin_error)
            break;
        return fail(ErrorCode::Unsupported,
                    "This kind of HEIC or AVIF is not supported (%1)"_msg(text));
    case heif_error_Memory_allocation_error:
        if (error.subcode == heif_suberror_Security_limit_exceeded)
            return fail(ErrorCode::TooLarge,
                        "The picture exceeds a limit of libheif (%1)"_msg(text));
        throw std::bad_alloc();
    default:
        break;
    }
    return brokenPicture(text);
}

/// Decodes R, G, B and, if requested, A.
Result<HeifImage> decodeItem(const heif_image_handle* handle, bool alpha)
{
    const std::unique_ptr<heif_decoding_options, HeifDeleter> options(
        heif_decoding_options_alloc());
    if (!options)
        throw std::bad_alloc();
    options->convert_hdr_to_8bit = 1;
    options->strict_decoding = 1;
    heif_image* raw = nullptr;
    const heif_error error = heif_decode_image(
        handle, &raw, heif_colorspace_RGB,
        alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, options.get());
    HeifImage decoded(raw);
    if (error.code != heif_error_Ok)
        return heifFailure(error);
    return decoded;
}

} // namespace

void prepareHeif()
{
    [[maybe_unused]] static const heif_error result = heif_init(nullptr);
}

Result<StoredPicture> decodeHeif(Bytes bytes, const DecodeRequest& request)
{
    if (!isWholeFile(bytes))
        return brokenPicture("it ends too early"_msg);
    const HeifContext context(heif_context_alloc());
    if (!context)
        throw std::bad_alloc();
    heif_context_set_max_decoding_threads(context.get(), 0); // the callers' threads suffice
    if (const heif_error error = heif_context_read_from_memory_without_copy(
            context.get(), bytes.data(), bytes.size(), nullptr);
        error.code != heif_error_Ok)
        return heifFailure(error);
    heif_image_handle* raw = nullptr;
    if (const heif_error error = heif_context_get_primary_image_handle(context.get(), &raw);
        error.code != heif_error_Ok)
        return heifFailure(error);
    const HeifHandle primary(raw);
    StoredPicture picture;
    picture.fullWidth = heif_image_handle_get_width(raw);
    picture.fullHeight = heif_image_handle_get_height(raw);
    if (auto size = checkSize(static_cast<std::uint64_t>(std::max(picture.fullWidth, 0)),
                              static_cast<std::uint64_t>(std::max(picture.fullHeight, 0)), request);
        !size)
        return fail(size);

    // Thumbnails have no alpha.
    const bool alpha = heif_image_handle_has_alpha_channel(raw) != 0;
    const int channels = alpha ? 4 : 3;
    // The decoder's planes and the interleaved picture, at full size because the thumbnail may
    // fail.
    const std::uint64_t bytesPerPixel = alpha ? 10 : 8;
    if (auto room = takeRoom(bytesFor(picture, {}) / 3 * bytesPerPixel, request); !room)
        return fail(room);
    const HeifHandle thumbnail = alpha ? nullptr : findThumbnail(raw, request.wantedShortSide);
    auto decoded = decodeItem(thumbnail ? thumbnail.get() : raw, alpha);
    const bool usesThumbnail = thumbnail && decoded;
    if (thumbnail && !decoded)
        decoded = decodeItem(raw, alpha);
    if (!decoded)
        return fail(decoded);
    picture.profile = profileOf(raw);
    int stride = 0;
    const heif_image* const image = decoded->get();
    const std::uint8_t* const plane =
        heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    const int width = heif_image_get_width(image, heif_channel_interleaved);
    const int height = heif_image_get_height(image, heif_channel_interleaved);
    if (plane == nullptr || width <= 0 || height <= 0 || stride / channels < width)
        return brokenPicture("its data cannot be decoded"_msg);
    // Depending on libheif's version, the handle's size may be that before rotation.
    if (!usesThumbnail) {
        picture.fullWidth = width;
        picture.fullHeight = height;
    } else if ((width > height) != (picture.fullWidth > picture.fullHeight)) {
        std::swap(picture.fullWidth, picture.fullHeight);
    }
    const auto read = [&](auto rows) {
        for (int y = 0; y < height; ++y)
            rows.addRow(plane + static_cast<std::size_t>(y) * static_cast<std::size_t>(stride));
        takeRows(rows, picture);
    };
    const Reduction reduction = reductionFor(width, height, request.wantedShortSide);
    if (alpha)
        read(AlphaReducer(width, height, reduction,
                          heif_image_handle_is_premultiplied_alpha(raw) != 0
                              ? AlphaKind::Premultiplied
                              : AlphaKind::Straight));
    else
        read(RowReducer(width, height, reduction));
    return picture;
}

} // namespace lookalike
