// SPDX-License-Identifier: GPL-3.0-or-later
// Ways in which one picture may lie on another. Proposals only: picture_comparison.h judges them.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <optional>
#include <vector>

namespace lookalike {

struct Alignment {
    Homography secondToFirst = kIdentity; ///< fractions of the second to fractions of the first
    bool mirrored = false;
    int inliers = 0; ///< features that agree with it; 0 where none were asked
};

/// The whole second on the whole first under those of the eight orientations in which the two look
/// alike from afar, the likeliest first, at most two.
[[nodiscard]] std::vector<Alignment> wholePictureAlignments(const VerifiablePicture& first,
                                                            const VerifiablePicture& second);

/// What most matching features agree on: a turn, a scale for each axis, a little shear, a shift.
/// Nothing where fewer than six agree or where it would take more than a copy does. With
/// `mirrored`, the second's mirror image is matched. May throw cv::Exception.
[[nodiscard]] std::optional<Alignment>
featureAlignment(const VerifiablePicture& first, const VerifiablePicture& second, bool mirrored);

} // namespace lookalike
