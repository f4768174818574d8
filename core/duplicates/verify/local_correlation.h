// SPDX-License-Identifier: GPL-3.0-or-later
// How well the windows of two aligned pictures correlate.
#pragma once

#include <opencv2/core.hpp>

namespace lookalike {

inline constexpr int kTextureWindow = 9; ///< pixels of the raster

/// The correlation of windows of two pictures after their tones are brought to one scale.
struct LocalCorrelation {
    cv::Mat local;     ///< -1 to 1
    cv::Mat strongest; ///< the larger variance of the two
    cv::Mat fitA;      ///< tones on one scale
    cv::Mat fitB;
};

/// The `reference` pixels determine the scale of the tones. May throw cv::Exception.
[[nodiscard]] LocalCorrelation correlate(const cv::Mat& a, const cv::Mat& b,
                                         const cv::Mat& reference);

/// Blurs the sharper picture until both are equally sharp. Returns the second's sharpness relative
/// to the first's. May throw cv::Exception.
double equalizeSharpness(cv::Mat& first, cv::Mat& second, const cv::Mat& mask);

} // namespace lookalike
