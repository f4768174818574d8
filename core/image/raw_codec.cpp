// SPDX-License-Identifier: GPL-3.0-or-later
// Camera raw files through LibRaw: uses the embedded preview if it is large enough, otherwise the
// sensor data at half size.
#include "core/image/codecs.h"

#include <libraw/libraw.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace lookalike {
namespace {

struct MemoryImageDeleter {
    void operator()(libraw_processed_image_t* image) const { LibRaw::dcraw_clear_mem(image); }
};

tl::unexpected<Error> rawFailure(int code)
{
    const char* const text = libraw_strerror(code);
    switch (code) {
    case LIBRAW_FILE_UNSUPPORTED:
    case LIBRAW_REQUEST_FOR_NONEXISTENT_IMAGE:
    case LIBRAW_NOT_IMPLEMENTED:
        return fail(ErrorCode::Unsupported,
                    "This camera's raw format is not supported (%1)"_msg(text));
    case LIBRAW_UNSUFFICIENT_MEMORY:
        throw std::bad_alloc();
    case LIBRAW_TOO_BIG:
        return fail(ErrorCode::TooLarge, "The raw picture is too large"_msg);
    default:
        return brokenPicture(text);
    }
}

/// Converts LibRaw's `flip` to an EXIF orientation.
int orientationOf(int flip)
{
    switch (flip) {
    case 3:
        return 3;
    case 5:
        return 8;
    case 6:
        return 6;
    default:
        return 1;
    }
}

/// Decodes the embedded preview if its shorter side is at least `least`.
Result<StoredPicture> decodePreview(LibRaw& raw, int least, const DecodeRequest& request)
{
    if (raw.unpack_thumb() != LIBRAW_SUCCESS)
        return brokenPicture("it has no preview"_msg);
    const libraw_thumbnail_t& preview = raw.imgdata.thumbnail;
    if (preview.tformat != LIBRAW_THUMBNAIL_JPEG || preview.thumb == nullptr)
        return brokenPicture("it has no preview"_msg);
    const Bytes bytes(reinterpret_cast<const std::uint8_t*>(preview.thumb), preview.tlength);
    auto picture = decodeJpeg(bytes, request);
    if (picture && std::min(picture->fullWidth, picture->fullHeight) < least)
        return brokenPicture("its preview is too small"_msg);
    return picture;
}

Result<StoredPicture> developHalfSize(LibRaw& raw)
{
    libraw_output_params_t& parameters = raw.imgdata.params;
    parameters.half_size = 1;
    parameters.use_camera_wb = 1;
    parameters.output_bps = 8;
    parameters.output_color = 1; // sRGB
    parameters.user_flip = 0;    // the decoder applies the orientation
    if (const int code = raw.unpack(); code != LIBRAW_SUCCESS)
        return rawFailure(code);
    if (const int code = raw.dcraw_process(); code != LIBRAW_SUCCESS)
        return rawFailure(code);
    int code = LIBRAW_SUCCESS;
    const std::unique_ptr<libraw_processed_image_t, MemoryImageDeleter> image(
        raw.dcraw_make_mem_image(&code));
    if (!image)
        return rawFailure(code);
    if (image->type != LIBRAW_IMAGE_BITMAP || image->bits != 8 ||
        (image->colors != 3 && image->colors != 1))
        return fail(ErrorCode::Unsupported, "This camera's raw format is not supported"_msg);
    StoredPicture picture;
    picture.image = Image(image->width, image->height);
    std::vector<std::uint8_t>& pixels = picture.image.pixels;
    if (image->data_size * std::size_t{3} < pixels.size() * image->colors)
        return brokenPicture("its data cannot be decoded"_msg);
    if (image->colors == 3) {
        std::memcpy(pixels.data(), image->data, pixels.size());
    } else {
        for (std::size_t i = 0; i < pixels.size(); ++i)
            pixels[i] = image->data[i / 3];
    }
    return picture;
}

} // namespace

Result<StoredPicture> decodeRaw(Bytes bytes, const DecodeRequest& request)
{
    if (!hasAllData(bytes))
        return brokenPicture("it ends too early"_msg);
    bool damaged = false;
    const auto raw = std::make_unique<LibRaw>(); // half a megabyte: too large for the stack
    raw->set_dataerror_handler(
        [](void* user, const char*, auto) { *static_cast<bool*>(user) = true; }, &damaged);
    // LibRaw takes a pointer to mutable data and does not write to it.
    if (const int code = raw->open_buffer(const_cast<std::uint8_t*>(bytes.data()), bytes.size());
        code != LIBRAW_SUCCESS)
        return rawFailure(code);
    const libraw_image_sizes_t& sizes = raw->imgdata.sizes;
    if (auto size = checkSize(std::max(sizes.raw_width, sizes.width),
                              std::max(sizes.raw_height, sizes.height), request);
        !size)
        return fail(size);
    // The sensor values, and a half-size picture in 16 bits that is converted to 8.
    constexpr std::uint64_t kBytesPerPixel = 5;
    if (auto room = takeRoom(std::uint64_t{std::max(sizes.raw_width, sizes.width)} *
                                 std::max(sizes.raw_height, sizes.height) * kBytesPerPixel,
                             request);
        !room)
        return fail(room);
    const int shortSide = std::min<int>(sizes.width, sizes.height);
    const int fullWidth = sizes.width;
    const int fullHeight = sizes.height;
    const int orientation = orientationOf(sizes.flip);

    const int least = request.wantedShortSide > 0 ? std::min(request.wantedShortSide, shortSide / 2)
                                                  : shortSide / 2;
    auto picture = decodePreview(*raw, least, request);
    if (!picture)
        picture = developHalfSize(*raw);
    if (!picture)
        return picture;
    if (damaged)
        return brokenPicture("its data is corrupt"_msg);
    picture->fullWidth = fullWidth;
    picture->fullHeight = fullHeight;
    picture->orientation = orientation;
    return picture;
}

} // namespace lookalike
