// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics of tones on a raster, as floating-point numbers. All may throw cv::Exception.
#pragma once

#include <opencv2/core.hpp>

namespace lookalike {

/// Returns the mean of the window around each pixel.
[[nodiscard]] cv::Mat boxed(const cv::Mat& values, int side);

[[nodiscard]] cv::Mat softened(const cv::Mat& grey, double sigma);

/// Continues the tones at the edge of the mask beyond it, so that windows there see no more than
/// what lies inside.
[[nodiscard]] cv::Mat continuedOutside(const cv::Mat& grey, const cv::Mat& mask);

struct Tones {
    double mean = 0;
    double deviation = 0;
};
[[nodiscard]] Tones tonesOf(const cv::Mat& grey, const cv::Mat& mask);

/// Returns the value that `part` of the values in the mask do not reach; 0 if there are none.
[[nodiscard]] double quantileIn(const cv::Mat& values, const cv::Mat& mask, double part);

} // namespace lookalike
