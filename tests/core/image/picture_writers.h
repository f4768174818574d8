// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with alpha in the containers that carry it, written by the format libraries themselves.
#pragma once

#include "tests/core/image/test_pictures.h"

#include <array>
#include <cstdint>
#include <vector>

namespace lookalike::testing {

using Rgba = std::array<std::uint8_t, 4>;

/// Straight colours; what stands under alpha 0 is kept as it is.
struct RgbaPicture {
    RgbaPicture(int pictureWidth, int pictureHeight, Rgba fill = {})
        : width(pictureWidth)
        , height(pictureHeight)
        , pixels(static_cast<std::size_t>(pictureWidth * pictureHeight), fill)
    {}
    Rgba& at(int x, int y) { return pixels[static_cast<std::size_t>(y * width + x)]; }
    const Rgba& at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }

    int width;
    int height;
    std::vector<Rgba> pixels;
};

/// How a PNG stores its alpha.
enum class PngKind { Alpha, Alpha16, GreyAlpha, PaletteAlpha, ColourKey, Opaque };
/// Grey takes the red channel. A palette holds at most 256 pairs of colour and alpha. Under
/// ColourKey and Opaque the alpha is left out; ColourKey makes the colour of the first pixel
/// transparent.
FileBytes pngBytes(const RgbaPicture& picture, PngKind kind, bool interlaced = false);
/// Lossless, hidden colours kept. Several pictures make an animation of 100 ms a frame.
FileBytes webpBytes(const std::vector<RgbaPicture>& frames);
/// Colours of at most 127 kinds; alpha below 128 is transparent. Several make an animation.
FileBytes gifBytes(const std::vector<RgbaPicture>& frames);
/// With a BITMAPV4HEADER.
FileBytes bmpAlphaBytes(const RgbaPicture& picture);
/// Lossless, with a channel definition box.
FileBytes jpeg2000Bytes(const RgbaPicture& picture);
/// Lossless. Empty where libjxl is not in this build.
FileBytes jpegXlBytes(const RgbaPicture& picture);
/// AVIF of high quality; empty where libheif has no encoder here.
FileBytes avifBytes(const RgbaPicture& picture);

} // namespace lookalike::testing
