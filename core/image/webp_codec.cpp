// SPDX-License-Identifier: GPL-3.0-or-later
// WebP through libwebp: still pictures and the first frame of animations.
#include "core/image/codecs.h"
#include "core/image/metadata.h"

#include <webp/decode.h>
#include <webp/demux.h>

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
    const bool whole = frame.width == picture.fullWidth && frame.height == picture.fullHeight;
    const int factor =
        whole ? reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide) : 1;
    picture.image = Image(frame.width / factor, frame.height / factor);
    const VP8StatusCode status = decodeFrame(frame.fragment, picture.image, factor > 1);
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        throw std::bad_alloc();
    if (status != VP8_STATUS_OK)
        return brokenPicture("its data cannot be decoded");
    if (!whole) {
        if (frame.x_offset < 0 || frame.y_offset < 0 ||
            frame.x_offset + frame.width > picture.fullWidth ||
            frame.y_offset + frame.height > picture.fullHeight)
            return brokenPicture("its first frame lies outside the picture");
        Image canvas(picture.fullWidth, picture.fullHeight);
        for (int y = 0; y < frame.height; ++y)
            std::memcpy(canvas.row(frame.y_offset + y) +
                            std::size_t{3} * static_cast<std::size_t>(frame.x_offset),
                        picture.image.row(y),
                        std::size_t{3} * static_cast<std::size_t>(frame.width));
        picture.image = std::move(canvas);
    }
    picture.profile = chunkOf(demuxer.get(), "ICCP");
    picture.orientation = exifOrientation(chunkOf(demuxer.get(), "EXIF"));
    return picture;
}

} // namespace lookalike
