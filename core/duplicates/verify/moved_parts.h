// SPDX-License-Identifier: GPL-3.0-or-later
// Distinguishes something that moved between two shots from something added to a copy.
#pragma once

#include <opencv2/core.hpp>

namespace lookalike {

/// Returns the part of `mask` whose content is found elsewhere, but nearby, in the other picture.
/// Text or a logo hides what was there, whereas a person who walks on is still visible. `differs`
/// marks where the two aligned pictures disagree. May throw cv::Exception.
[[nodiscard]] double movedPart(const cv::Mat& first, const cv::Mat& second, const cv::Mat& differs,
                               const cv::Mat& mask);

} // namespace lookalike
