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

/// A decoded frame: R, G, B and, where there are four channels, A.
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

/// Decodes one frame's bitstream to the size and the channels of `out`, scaled where asked;
/// libwebp scales premultiplied.
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

/// Puts a frame with alpha where it belongs. Around a smaller one there is nothing to be seen: what
/// the file calls its background is shown by no viewer.
void placeFrame(const FramePixels& frame, int left, int top, int width, int height,
                StoredPicture& picture)
{
    AlphaReducer rows(width, height, 1);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(width) * 4);
    for (int y = 0; y < height; ++y) {
        const int from = y - top;
        std::ranges::fill(row, std::uint8_t{0});
        if (from >= 0 && from < frame.height)
            std::memcpy(row.data() + static_cast<std::size_t>(left) * 4,
                        frame.values.data() + frame.stride() * static_cast<std::size_t>(from),
                        frame.stride());
        rows.addRow(row.data());
    }
    takeRows(rows, picture);
}

} // namespace

Result<StoredPicture> decodeWebP(Bytes bytes, const DecodeRequest& request)
{
    const WebPData data{bytes.data(), bytes.size()};
    const Demuxer demuxer(WebPDemux(&data)); // none where the file is not complete
    if (!demuxer)
        return brokenPicture("it ends too early or is no WebP");
    const std::uint32_t fullWidth = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
    const std::uint32_t fullHeight = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
    if (auto size = checkSize(fullWidth, fullHeight, request); !size)
        return fail(std::move(size));

    FirstFrame first;
    if (WebPDemuxGetFrame(demuxer.get(), 1, &first.value) == 0 || first.value.complete == 0)
        return brokenPicture("its first frame is missing");
    const WebPIterator& frame = first.value;
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(fullWidth);
    picture.fullHeight = static_cast<int>(fullHeight);
    const bool whole = frame.width == picture.fullWidth && frame.height == picture.fullHeight;
    const int factor =
        whole ? reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide) : 1;
    FramePixels pixels;
    pixels.width = frame.width / factor;
    pixels.height = frame.height / factor;
    pixels.channels = whole && frame.has_alpha == 0 ? 3 : 4;
    const VP8StatusCode status = decodeFrame(frame.fragment, pixels, factor > 1);
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        throw std::bad_alloc();
    if (status != VP8_STATUS_OK)
        return brokenPicture("its data cannot be decoded");
    if (!whole && (frame.x_offset < 0 || frame.y_offset < 0 ||
                   frame.x_offset + frame.width > picture.fullWidth ||
                   frame.y_offset + frame.height > picture.fullHeight))
        return brokenPicture("its first frame lies outside the picture");
    if (pixels.channels == 3) {
        picture.image.width = pixels.width;
        picture.image.height = pixels.height;
        picture.image.pixels = std::move(pixels.values);
    } else if (whole) {
        placeFrame(pixels, 0, 0, pixels.width, pixels.height, picture);
    } else {
        placeFrame(pixels, frame.x_offset, frame.y_offset, picture.fullWidth, picture.fullHeight,
                   picture);
    }
    picture.profile = chunkOf(demuxer.get(), "ICCP");
    picture.orientation = exifOrientation(chunkOf(demuxer.get(), "EXIF"));
    return picture;
}

} // namespace lookalike
