// SPDX-License-Identifier: GPL-3.0-or-later
// Preprocessing as configured in a model's preprocessor_config.json, equivalent to the Hugging Face
// image processors based on Pillow: antialiased resampling to 8-bit values, and centre crop. The
// encoder rescales and normalises on its device.
#pragma once

#include "core/image/image.h"

#include <array>

namespace lookalike {

enum class Resample { Nearest = 0, Lanczos = 1, Bilinear = 2, Bicubic = 3, Box = 4, Hamming = 5 };

/// One model's preprocessing. core/encode/model_directory fills it from preprocessor_config.json.
struct PreprocessSpec {
    enum class ResizeMode {
        None,         ///< no resizing
        Exact,        ///< to resizeWidth x resizeHeight, ignoring the aspect ratio
        ShortestEdge, ///< short side: shortestEdge; long side: int(edge * long / short)
    };

    ResizeMode resizeMode = ResizeMode::Exact;
    int resizeWidth = 224;
    int resizeHeight = 224;
    int shortestEdge = 224;
    Resample resample = Resample::Bilinear;
    bool centerCrop = false;
    int cropWidth = 224;
    int cropHeight = 224;
    float rescaleFactor = 1.0F / 255.0F; ///< 1 if the file says do_rescale: false
    std::array<float, 3> mean{0, 0, 0};  ///< 0 if the file says do_normalize: false
    std::array<float, 3> std{1, 1, 1};   ///< 1 if the file says do_normalize: false

    /// The size of the result of preprocess(), for any picture unless resizeMode is None.
    [[nodiscard]] int inputWidth() const noexcept { return centerCrop ? cropWidth : resizeWidth; }
    [[nodiscard]] int inputHeight() const noexcept
    {
        return centerCrop ? cropHeight : resizeHeight;
    }
    /// Returns the short side to request from a decoder: a decoded picture at least this large
    /// loses nothing that the model would see.
    [[nodiscard]] int wantedShortSide() const noexcept;
};

/// Part of every embedding space's identity. Increment it whenever decoding and preprocess()
/// together produce a different input for the same file. Version 2 blends pictures with alpha onto
/// a background; pictures of formats without alpha (formatMayHaveAlpha()) are the same in both
/// versions.
inline constexpr int kPreprocessVersion = 2;

/// Resizes with Pillow's fixed-point, antialiased convolution resampling (Pillow 9.4,
/// ImagingResample); produces the same bytes as Pillow. `width` and `height` must be positive, and
/// `source` must not be null. Any thread.
[[nodiscard]] Image resize(const Image& source, int width, int height, Resample filter);

/// Resizes and centre-crops; pads with zeros if the crop is larger. Any thread.
[[nodiscard]] Image preprocess(const Image& source, const PreprocessSpec& spec);

} // namespace lookalike
