// SPDX-License-Identifier: GPL-3.0-or-later
// Renders all frames of an animated WebP in display order, for the digest of the file.
#include "core/image/pixel_digest.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

namespace lookalike {

bool digestWebP(Bytes bytes, PixelDigest& digest)
{
    int width = 0;
    int height = 0;
    if (WebPGetInfo(bytes.data(), bytes.size(), &width, &height) == 0 ||
        static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) >
            PixelDigest::kMostPixels / 4)
        return false;
    WebPAnimDecoderOptions options;
    if (WebPAnimDecoderOptionsInit(&options) == 0)
        return false;
    options.color_mode = MODE_RGBA;
    const WebPData data{bytes.data(), bytes.size()};
    const std::unique_ptr<WebPAnimDecoder, decltype(&WebPAnimDecoderDelete)> decoder(
        WebPAnimDecoderNew(&data, &options), WebPAnimDecoderDelete);
    WebPAnimInfo info{};
    if (!decoder || WebPAnimDecoderGetInfo(decoder.get(), &info) == 0)
        return false;
    const std::size_t stride = std::size_t{info.canvas_width} * 4;
    int shownSince = 0;
    while (WebPAnimDecoderHasMoreFrames(decoder.get()) != 0) {
        std::uint8_t* canvas = nullptr;
        int shownUntil = 0; // milliseconds
        if (WebPAnimDecoderGetNext(decoder.get(), &canvas, &shownUntil) == 0 ||
            !digest.beginPage(info.canvas_width, info.canvas_height))
            return false;
        for (std::size_t y = 0; y < info.canvas_height; ++y)
            digest.addRgba({canvas + y * stride, stride});
        digest.addNumber(static_cast<std::uint64_t>(shownUntil - shownSince));
        shownSince = shownUntil;
    }
    return true;
}

} // namespace lookalike
