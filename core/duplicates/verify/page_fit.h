// SPDX-License-Identifier: GPL-3.0-or-later
// What coding, reduction, a scanner and another tone curve make of a page, fitted to the whole of
// it. Used by sources of this folder only; each function may throw cv::Exception.
#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace lookalike {

struct PageFit {
    cv::Mat prediction;     ///< CV_32F: the target as the source would have it
    double unexplained = 1; ///< part of the target's variance where there is writing
};

/// Gaussian; the page itself where `sigma` is 0.
[[nodiscard]] cv::Mat blurredBy(const cv::Mat& page, double sigma);

/// The mixture of a page, softer and moved a little, that comes closest to another one: least
/// squares over `samples`; in a second turn without the tenth that fits worst. Both CV_32F, of one
/// size.
[[nodiscard]] PageFit fitPage(const cv::Mat& source, const cv::Mat& target,
                              const std::vector<cv::Point>& samples);

/// Bends the prediction's tones to the target's: the target's median tone for each of the
/// prediction's, which follows a tone curve.
void fitTones(cv::Mat& prediction, const cv::Mat& target, const std::vector<cv::Point>& samples);

/// Takes a slope of light over one of the pages out of their difference: medians of blocks,
/// smoothed.
void takeSlopeAway(cv::Mat& residual);

} // namespace lookalike
