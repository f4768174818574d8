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

/// Decodes one frame's bitstream to `out`, scaled to its size.
VP8StatusCode decodeFrame(const WebPData& bitstream, Image& out, bool scaled)
{
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0)
        return VP8_STATUS_INVALID_PARAM;
    config.options.use_scaling = scaled ? 1 : 0;
    config.options.scaled_width = out.width;
    config.options.scaled_height = out.height;
    config.output.colorspace = MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = out.pixels.data();
    config.output.u.RGBA.stride = out.width * 3;
    config.output.u.RGBA.size = out.pixels.size();
    return WebPDecode(bitstream.bytes, bitstream.size, &config);
}

/// What libwebp keeps of a frame while it decodes: all values of a lossless one, the alpha of the
/// others, which are decoded row by row.
std::uint64_t bytesNeeded(const WebPIterator& frame)
{
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &features) != VP8_STATUS_OK)
        return 0; // decoding fails just as well
    constexpr int kLossless = 2;
    const auto pixels =
        static_cast<std::uint64_t>(frame.width) * static_cast<std::uint64_t>(frame.height);
    return pixels * (features.format == kLossless ? 5 : features.has_alpha != 0 ? 2 : 0);
}

/// Puts a part of a picture, which may exceed it by what was rounded, onto the rest.
Image onCanvas(const Image& part, Image canvas, int left, int top)
{
    const int width = std::min(part.width, canvas.width - left);
    const int height = std::min(part.height, canvas.height - top);
    if (width > 0)
        for (int y = 0; y < height; ++y)
            std::memcpy(canvas.row(top + y) + std::size_t{3} * static_cast<std::size_t>(left),
                        part.row(y), std::size_t{3} * static_cast<std::size_t>(width));
    return canvas;
}

} // namespace

Result<StoredPicture> decodeWebP(Bytes bytes, const DecodeRequest& request)
{
    const WebPData data{bytes.data(), bytes.size()};
    const Demuxer demuxer(WebPDemux(&data)); // none where the file is not complete
    if (!demuxer)
        return brokenPicture("it ends too early or is no WebP");
    const std::uint32_t width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
    const std::uint32_t height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
    if (auto size = checkSize(width, height, request); !size)
        return fail(std::move(size));

    FirstFrame first;
    if (WebPDemuxGetFrame(demuxer.get(), 1, &first.value) == 0 || first.value.complete == 0)
        return brokenPicture("its first frame is missing");
    const WebPIterator& frame = first.value;
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(width);
    picture.fullHeight = static_cast<int>(height);
    if (frame.x_offset < 0 || frame.y_offset < 0 ||
        frame.x_offset + frame.width > picture.fullWidth ||
        frame.y_offset + frame.height > picture.fullHeight)
        return brokenPicture("its first frame lies outside the picture");
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    if (auto room = takeRoom(bytesFor(picture, reduction) + bytesNeeded(frame), request); !room)
        return fail(std::move(room));
    const bool whole = frame.width == picture.fullWidth && frame.height == picture.fullHeight;
    Image pixels(std::max(1, frame.width / reduction.x), std::max(1, frame.height / reduction.y));
    const VP8StatusCode status = decodeFrame(frame.fragment, pixels, !reduction.isNone());
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        throw std::bad_alloc();
    if (status != VP8_STATUS_OK)
        return brokenPicture("its data cannot be decoded");
    picture.image =
        whole ? std::move(pixels)
              : onCanvas(pixels,
                         Image(picture.fullWidth / reduction.x, picture.fullHeight / reduction.y),
                         frame.x_offset / reduction.x, frame.y_offset / reduction.y);
    picture.profile = chunkOf(demuxer.get(), "ICCP");
    picture.orientation = exifOrientation(chunkOf(demuxer.get(), "EXIF"));
    return picture;
}

} // namespace lookalike
