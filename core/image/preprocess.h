// SPDX-License-Identifier: GPL-3.0-or-later
// What a model's preprocessor_config.json asks for, done as the Hugging Face image processors over
// Pillow do it: antialiased resampling to 8-bit values, centre crop; rescaling and normalising are
// left to the encoder, which does them on its device.
#pragma once

#include "core/image/image.h"

#include <array>

namespace lookalike {

enum class Resample { Nearest = 0, Lanczos = 1, Bilinear = 2, Bicubic = 3, Box = 4, Hamming = 5 };

/// One model's preprocessing. Filled by core/encode/model_directory from preprocessor_config.json.
struct PreprocessSpec {
    enum class ResizeMode {
        None,         ///< no resizing
        Exact,        ///< to resizeWidth x resizeHeight, whatever the shape
        ShortestEdge, ///< the shorter side becomes shortestEdge, the longer int(edge * long /
                      ///< short)
    };

    ResizeMode resizeMode = ResizeMode::Exact;
    int resizeWidth = 224;
    int resizeHeight = 224;
    int shortestEdge = 224;
    Resample resample = Resample::Bilinear;
    bool centerCrop = false;
    int cropWidth = 224;
    int cropHeight = 224;
    float rescaleFactor = 1.0F / 255.0F; ///< 1 where the file says do_rescale: false
    std::array<float, 3> mean{0, 0, 0};  ///< 0 where the file says do_normalize: false
    std::array<float, 3> std{1, 1, 1};   ///< 1 where the file says do_normalize: false

    /// Width and height of what preprocess() returns (of any picture, unless resizeMode is None).
    [[nodiscard]] int inputWidth() const noexcept { return centerCrop ? cropWidth : resizeWidth; }
    [[nodiscard]] int inputHeight() const noexcept
    {
        return centerCrop ? cropHeight : resizeHeight;
    }
    /// A decoded picture whose shorter side has at least so many pixels loses nothing that the
    /// model would see: what to ask a decoder for.
    [[nodiscard]] int wantedShortSide() const noexcept;
};

/// Raised whenever decoding and preprocess() together make another input of the same file: part of
/// every embedding space's identity. Version 2 shows pictures with alpha on a ground; pictures of
/// formats without alpha (canCarryAlpha()) are the same in both versions.
inline constexpr int kPreprocessVersion = 2;

/// Resizes with Pillow's fixed-point, antialiased convolution resampling (Pillow 9.4,
/// ImagingResample): the same bytes for the same input. `width` and `height` must be positive and
/// `source` not null. Any thread.
[[nodiscard]] Image resize(const Image& source, int width, int height, Resample filter);

/// Resize and centre crop (with zero padding where the crop is larger). Any thread.
[[nodiscard]] Image preprocess(const Image& source, const PreprocessSpec& spec);

} // namespace lookalike
