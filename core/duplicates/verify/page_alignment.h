// SPDX-License-Identifier: GPL-3.0-or-later
// Two pages laid on one another to a fraction of a pixel. Used by sources of this folder only.
#pragma once

#include "core/duplicates/verify/full_picture.h"
#include "core/duplicates/verify/homography.h"

#include <opencv2/core.hpp>

#include <optional>

namespace lookalike {

/// The part that two pages share, on the raster of the coarser one.
struct AlignedPages {
    cv::Mat fine;         ///< CV_32F, 0 to 255: the page with more pixels, reduced without aliasing
    cv::Mat coarse;       ///< CV_32F, the same size
    cv::Mat mask;         ///< CV_8U, 255 where both are
    double reduction = 1; ///< pixels a side of the finer page to those of the raster, at least 1
};

/// Starts from `secondToFirst` in fractions, which may be off by some hundredths, and lets small
/// pieces of the writing find their place (normalised cross-correlation), on which the homography
/// is fitted again (RANSAC). Nothing where too little is shared. May throw cv::Exception.
[[nodiscard]] std::optional<AlignedPages>
alignPages(const FullPicture& first, const FullPicture& second, const Homography& secondToFirst);

} // namespace lookalike
