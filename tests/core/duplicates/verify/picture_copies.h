// SPDX-License-Identifier: GPL-3.0-or-later
// Ways in which a copy differs from its original.
#pragma once

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdint>
#include <vector>

namespace lookalike::testing {

/// Coded as a JPEG and decoded again.
inline cv::Mat jpeg(const cv::Mat& picture, int quality)
{
    std::vector<std::uint8_t> bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

inline cv::Mat resized(const cv::Mat& picture, double factor)
{
    cv::Mat out;
    cv::resize(picture, out, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return out;
}

} // namespace lookalike::testing
