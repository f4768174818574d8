// SPDX-License-Identifier: GPL-3.0-or-later
// Where two aligned pictures differ in tone by more than a change of all tones explains. All may
// throw cv::Exception.
#pragma once

#include <opencv2/core.hpp>

namespace lookalike {

/// Maps each sixteenth of the second's tones to the first's median tone, interpolated over gaps,
/// which follows curves and not only lines. Returns what differs after that. `first` and `second`
/// are the means of windows.
[[nodiscard]] cv::Mat toneResidual(const cv::Mat& first, const cv::Mat& second,
                                   const cv::Mat& mask);

/// Returns how much the spot that differs most stands out from what differs everywhere: up to 3
/// after compression, resizing and noise, more than kLocalChange where a digit, a stamp or a
/// retouched spot of about a thousandth of the area is in one picture only. Both must be equally
/// sharp.
[[nodiscard]] double localChange(const cv::Mat& first, const cv::Mat& second, const cv::Mat& mask);
inline constexpr double kLocalChange = 5;

} // namespace lookalike
