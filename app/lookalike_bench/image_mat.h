// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures to OpenCV's matrices and back: three channels, red first.
#pragma once

#include "core/image/image.h"

#include <opencv2/core.hpp>

#include <algorithm>

namespace lookalike {

[[nodiscard]] inline cv::Mat matOf(const Image& image)
{
    return cv::Mat(image.height, image.width, CV_8UC3,
                   const_cast<std::uint8_t*>(image.pixels.data()))
        .clone();
}

[[nodiscard]] inline Image imageOf(const cv::Mat& mat)
{
    const cv::Mat whole = mat.isContinuous() ? mat : mat.clone();
    Image image(whole.cols, whole.rows);
    std::copy_n(whole.data, image.bytes(), image.pixels.data());
    return image;
}

} // namespace lookalike
