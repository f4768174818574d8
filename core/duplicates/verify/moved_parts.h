// SPDX-License-Identifier: GPL-3.0-or-later
// Tells something that moved between two shots from something put over a copy.
#pragma once

#include <opencv2/core.hpp>

namespace lookalike {

/// Part of `mask` that shows something in the first picture that stands elsewhere, but nearby, in
/// the second, or the other way round. Text or a logo hides what was there; the user who walks on
/// is still there. `differs` is where the two, aligned, do not agree. May throw cv::Exception.
[[nodiscard]] double movedPart(const cv::Mat& first, const cv::Mat& second, const cv::Mat& differs,
                               const cv::Mat& mask);

} // namespace lookalike
