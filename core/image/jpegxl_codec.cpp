// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG XL through libjxl: still pictures and the first frame of animations.
#include "core/image/codecs.h"

#include <jxl/decode.h>
#include <jxl/decode_cxx.h>

#include <optional>

namespace lookalike {
namespace {

/// The decoder uses only the calling thread, so the calls come in sequence.
template <class Reducer>
void onPixels(void* reducer, std::size_t x, std::size_t y, std::size_t count, const void* pixels)
{
    static_cast<Reducer*>(reducer)->add(static_cast<int>(x), static_cast<int>(y), 1,
                                        static_cast<int>(count),
                                        static_cast<const std::uint8_t*>(pixels));
}

} // namespace

Result<StoredPicture> decodeJpegXl(Bytes bytes, const DecodeRequest& request)
{
    const JxlDecoderPtr decoder = JxlDecoderMake(nullptr);
    if (!decoder)
        throw std::bad_alloc();
    JxlDecoder* const jxl = decoder.get();
    JxlDecoderSubscribeEvents(jxl,
                              JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE);
    JxlDecoderSetKeepOrientation(jxl, JXL_TRUE);
    JxlDecoderSetInput(jxl, bytes.data(), bytes.size());
    JxlDecoderCloseInput(jxl);

    JxlPixelFormat layout{3, JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, 0};
    AlphaKind alphaKind = AlphaKind::Straight;
    StoredPicture picture;
    std::optional<PixelReducer> opaque;
    std::optional<AlphaReducer> seen;
    for (;;) {
        switch (JxlDecoderProcessInput(jxl)) {
        case JXL_DEC_BASIC_INFO: {
            JxlBasicInfo info{};
            if (JxlDecoderGetBasicInfo(jxl, &info) != JXL_DEC_SUCCESS)
                return brokenPicture("its header cannot be read"_msg);
            if (auto size = checkSize(info.xsize, info.ysize, request); !size)
                return fail(size);
            picture.fullWidth = static_cast<int>(info.xsize);
            picture.fullHeight = static_cast<int>(info.ysize);
            picture.orientation = static_cast<int>(info.orientation);
            if (info.alpha_bits > 0)
                layout.num_channels = 4;
            if (info.alpha_premultiplied == JXL_TRUE)
                alphaKind = AlphaKind::Premultiplied;
            // libjxl's four bytes per value, and the picture built here.
            const std::uint64_t bytesPerPixel = layout.num_channels == 4 ? 20 : 16;
            if (auto room = takeRoom(bytesFor(picture, {}) / 3 * bytesPerPixel, request); !room)
                return fail(room);
            break;
        }
        case JXL_DEC_COLOR_ENCODING: {
            std::size_t size = 0;
#if JPEGXL_NUMERIC_VERSION >= JPEGXL_COMPUTE_NUMERIC_VERSION(0, 9, 0)
            if (JxlDecoderGetICCProfileSize(jxl, JXL_COLOR_PROFILE_TARGET_DATA, &size) ==
                JXL_DEC_SUCCESS) {
                picture.profile.resize(size);
                if (JxlDecoderGetColorAsICCProfile(jxl, JXL_COLOR_PROFILE_TARGET_DATA,
                                                   picture.profile.data(), size) != JXL_DEC_SUCCESS)
                    picture.profile.clear();
            }
#else
            if (JxlDecoderGetICCProfileSize(jxl, &layout, JXL_COLOR_PROFILE_TARGET_DATA, &size) ==
                JXL_DEC_SUCCESS) {
                picture.profile.resize(size);
                if (JxlDecoderGetColorAsICCProfile(jxl, &layout, JXL_COLOR_PROFILE_TARGET_DATA,
                                                   picture.profile.data(), size) != JXL_DEC_SUCCESS)
                    picture.profile.clear();
            }
#endif
            break;
        }
        case JXL_DEC_NEED_IMAGE_OUT_BUFFER: {
            // A repeated, finer pass over a frame would be added to the previous one.
            if (opaque || seen)
                return brokenPicture("its data cannot be decoded"_msg);
            const int width = picture.fullWidth;
            const int height = picture.fullHeight;
            const Reduction reduction = reductionFor(width, height, request.wantedShortSide);
            JxlDecoderStatus set = JXL_DEC_ERROR;
            if (layout.num_channels == 4) {
                seen.emplace(width, height, reduction, alphaKind);
                set = JxlDecoderSetImageOutCallback(jxl, &layout, onPixels<AlphaReducer>, &*seen);
            } else {
                opaque.emplace(width, height, reduction);
                set = JxlDecoderSetImageOutCallback(jxl, &layout, onPixels<PixelReducer>, &*opaque);
            }
            if (set != JXL_DEC_SUCCESS)
                return brokenPicture("its size is contradictory"_msg);
            break;
        }
        case JXL_DEC_FULL_IMAGE:
            if (seen)
                takeRows(*seen, picture);
            else if (opaque)
                picture.image = opaque->take();
            else
                return brokenPicture("it has no frame"_msg);
            return picture;
        case JXL_DEC_NEED_MORE_INPUT:
            return brokenPicture("it ends too early"_msg);
        default:
            return brokenPicture("its data cannot be decoded"_msg);
        }
    }
}

PictureFacts jpegXlFacts(Bytes bytes)
{
    constexpr std::uint32_t kMostFrames = 100'000;
    PictureFacts facts;
    const JxlDecoderPtr decoder = JxlDecoderMake(nullptr);
    if (!decoder)
        throw std::bad_alloc();
    JxlDecoder* const jxl = decoder.get();
    JxlDecoderSubscribeEvents(jxl, JXL_DEC_BASIC_INFO | JXL_DEC_FRAME);
    JxlDecoderSetInput(jxl, bytes.data(), bytes.size());
    JxlDecoderCloseInput(jxl);
    for (std::uint32_t frames = 0;;) {
        const JxlDecoderStatus status = JxlDecoderProcessInput(jxl);
        if (status == JXL_DEC_BASIC_INFO) {
            JxlBasicInfo info{};
            if (JxlDecoderGetBasicInfo(jxl, &info) != JXL_DEC_SUCCESS)
                return facts;
            facts.bits = static_cast<std::uint8_t>(std::clamp(info.bits_per_sample, 8U, 64U));
            if (info.have_animation == JXL_FALSE)
                return facts;
        } else if (status == JXL_DEC_FRAME && frames < kMostFrames) {
            facts.frames = ++frames;
            facts.animated = frames > 1;
        } else {
            return facts;
        }
    }
}

} // namespace lookalike
