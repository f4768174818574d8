// SPDX-License-Identifier: GPL-3.0-or-later
// Models what compression, downscaling, a scanner and a tone curve do to a page, fitted to the
// whole page. Only sources of this folder use this; each function may throw cv::Exception.
#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace lookalike {

struct PageFit {
    cv::Mat prediction;     ///< CV_32F: the target as predicted from the source
    double unexplained = 1; ///< share of the target's variance in the written area
};

/// Applies a Gaussian blur; returns the page itself if `sigma` is 0.
[[nodiscard]] cv::Mat blurredBy(const cv::Mat& page, double sigma);

/// Finds the combination of blurred and slightly shifted versions of a page that is closest to
/// another page: least squares over `samples`, with a second pass without the worst tenth. Both
/// must be CV_32F and of one size.
[[nodiscard]] PageFit fitPage(const cv::Mat& source, const cv::Mat& target,
                              const std::vector<cv::Point>& samples);

/// Maps the prediction's tones to the target's: each tone becomes the median target tone of its
/// pixels, which follows any tone curve.
void fitTones(cv::Mat& prediction, const cv::Mat& target, const std::vector<cv::Point>& samples);

/// Removes an uneven illumination of one page from the difference, using smoothed block medians.
void takeSlopeAway(cv::Mat& residual);

} // namespace lookalike
