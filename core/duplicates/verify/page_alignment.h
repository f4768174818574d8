// SPDX-License-Identifier: GPL-3.0-or-later
// Aligns two pages to a fraction of a pixel. Only sources of this folder use this.
#pragma once

#include "core/duplicates/verify/full_picture.h"
#include "core/duplicates/verify/homography.h"

#include <opencv2/core.hpp>

#include <optional>

namespace lookalike {

/// The area that two pages share, on the raster of the coarser one.
struct AlignedPages {
    cv::Mat fine;         ///< CV_32F, 0 to 255: the page with more pixels, antialiased
    cv::Mat coarse;       ///< CV_32F, the same size
    cv::Mat mask;         ///< CV_8U, 255 where both pages are
    double reduction = 1; ///< pixels per side of the finer page per raster pixel, at least 1
};

/// Starts from `secondToFirst` in fractions, which may be off by some hundredths. Locates small
/// pieces of the writing (normalised cross-correlation) and refits the homography to them (RANSAC).
/// Returns nothing if too little is shared. May throw cv::Exception.
[[nodiscard]] std::optional<AlignedPages>
alignPages(const FullPicture& first, const FullPicture& second, const Homography& secondToFirst);

} // namespace lookalike
