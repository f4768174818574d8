// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures as OpenCV sees them. May throw cv::Exception.
#pragma once

#include "core/duplicates/verify/full_picture.h"
#include "core/image/image.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace lookalike {

/// Wraps the luma without copying it: for reading, while the picture lives.
[[nodiscard]] inline cv::Mat viewOf(const FullPicture& picture)
{
    return cv::Mat(picture.height, picture.width, CV_8U,
                   const_cast<std::uint8_t*>(picture.grey.data()));
}

/// The same for the colours, in the order red, green, blue.
[[nodiscard]] inline cv::Mat viewOf(const Image& image)
{
    return cv::Mat(image.height, image.width, CV_8UC3,
                   const_cast<std::uint8_t*>(image.pixels.data()));
}

[[nodiscard]] inline cv::Mat greyOf(const Image& image)
{
    cv::Mat grey;
    cv::cvtColor(viewOf(image), grey, cv::COLOR_RGB2GRAY);
    return grey;
}

[[nodiscard]] inline double varianceOf(const cv::Mat& values)
{
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(values, mean, deviation);
    return deviation[0] * deviation[0];
}

} // namespace lookalike
