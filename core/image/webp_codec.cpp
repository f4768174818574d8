// SPDX-License-Identifier: GPL-3.0-or-later
// WebP through libwebp: still pictures and the first frame of animations.
#include "core/image/codecs.h"
#include "core/image/metadata.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace lookalike {
namespace {

struct DemuxDeleter {
    void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
using Demuxer = std::unique_ptr<WebPDemuxer, DemuxDeleter>;

struct FirstFrame {
    WebPIterator value{};
    ~FirstFrame() { WebPDemuxReleaseIterator(&value); }
};

std::vector<std::uint8_t> chunkOf(const WebPDemuxer* demuxer, const char (&name)[5])
{
    WebPChunkIterator chunk{};
    std::vector<std::uint8_t> bytes;
    if (WebPDemuxGetChunk(demuxer, name, 1, &chunk) != 0)
        bytes.assign(chunk.chunk.bytes, chunk.chunk.bytes + chunk.chunk.size);
    WebPDemuxReleaseChunkIterator(&chunk);
    return bytes;
}

/// A decoded frame: R, G, B and, with four channels, A.
struct FramePixels {
    int width = 0;
    int height = 0;
    int channels = 3;
    std::vector<std::uint8_t> values;

    [[nodiscard]] std::size_t stride() const
    {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
    }
};

/// Decodes one frame's bitstream to the size and the channels of `out`, scaled if requested.
/// libwebp scales premultiplied colours.
VP8StatusCode decodeFrame(const WebPData& bitstream, FramePixels& out, bool scaled)
{
    out.values.resize(out.stride() * static_cast<std::size_t>(out.height));
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0)
        return VP8_STATUS_INVALID_PARAM;
    config.options.use_scaling = scaled ? 1 : 0;
    config.options.scaled_width = out.width;
    config.options.scaled_height = out.height;
    config.output.colorspace = out.channels == 4 ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = out.values.data();
    config.output.u.RGBA.stride = static_cast<int>(out.stride());
    config.output.u.RGBA.size = out.values.size();
    return WebPDecode(bitstream.bytes, bitstream.size, &config);
}

/// Returns the memory that libwebp needs while it decodes a frame: all values of a lossless frame,
/// or the alpha of a lossy one, which is decoded row by row.
std::uint64_t bytesNeeded(const WebPIterator& frame)
{
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &features) != VP8_STATUS_OK)
        return 0; // decoding will fail, too
    constexpr int kLossless = 2;
    const auto pixels =
        static_cast<std::uint64_t>(frame.width) * static_cast<std::uint64_t>(frame.height);
    return pixels * (features.format == kLossless ? 5 : features.has_alpha != 0 ? 2 : 0);
}

/// Places a frame with alpha, which may exceed the canvas due to rounding. The area around a
/// smaller frame is transparent, because no viewer shows the file's background colour.
void placeFrame(const FramePixels& frame, int left, int top, int width, int height,
                StoredPicture& picture)
{
    AlphaReducer pixels(width, height, {});
    const int columns = std::min(frame.width, width - left);
    for (int y = 0; columns > 0 && y < std::min(frame.height, height - top); ++y)
        pixels.add(left, top + y, 1, columns,
                   frame.values.data() + frame.stride() * static_cast<std::size_t>(y));
    takeRows(pixels, picture);
}

} // namespace

Result<StoredPicture> decodeWebP(Bytes bytes, const DecodeRequest& request)
{
    const WebPData data{bytes.data(), bytes.size()};
    const Demuxer demuxer(WebPDemux(&data)); // null if the file is incomplete
    if (!demuxer)
        return brokenPicture("it ends too early or is no WebP"_msg);
    const std::uint32_t fullWidth = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
    const std::uint32_t fullHeight = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
    if (auto size = checkSize(fullWidth, fullHeight, request); !size)
        return fail(size);

    FirstFrame first;
    if (WebPDemuxGetFrame(demuxer.get(), 1, &first.value) == 0 || first.value.complete == 0)
        return brokenPicture("its first frame is missing"_msg);
    const WebPIterator& frame = first.value;
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(fullWidth);
    picture.fullHeight = static_cast<int>(fullHeight);
    if (frame.x_offset < 0 || frame.y_offset < 0 ||
        frame.x_offset + frame.width > picture.fullWidth ||
        frame.y_offset + frame.height > picture.fullHeight)
        return brokenPicture("its first frame lies outside the picture"_msg);
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    const bool whole = frame.width == picture.fullWidth && frame.height == picture.fullHeight;
    FramePixels pixels;
    pixels.width = std::max(1, frame.width / reduction.x);
    pixels.height = std::max(1, frame.height / reduction.y);
    pixels.channels = whole && frame.has_alpha == 0 ? 3 : 4;
    if (auto room = takeRoom(
            bytesFor(picture, reduction, pixels.channels == 4) + bytesNeeded(frame), request);
        !room)
        return fail(room);
    const VP8StatusCode status = decodeFrame(frame.fragment, pixels, !reduction.isNone());
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        throw std::bad_alloc();
    if (status != VP8_STATUS_OK)
        return brokenPicture("its data cannot be decoded"_msg);
    if (pixels.channels == 3) {
        picture.image.width = pixels.width;
        picture.image.height = pixels.height;
        picture.image.pixels = std::move(pixels.values);
    } else {
        placeFrame(pixels, frame.x_offset / reduction.x, frame.y_offset / reduction.y,
                   picture.fullWidth / reduction.x, picture.fullHeight / reduction.y, picture);
    }
    picture.profile = chunkOf(demuxer.get(), "ICCP");
    picture.orientation = exifOrientation(chunkOf(demuxer.get(), "EXIF"));
    return picture;
}

} // namespace lookalike
