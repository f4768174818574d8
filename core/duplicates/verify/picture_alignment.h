// SPDX-License-Identifier: GPL-3.0-or-later
// Proposes alignments of one picture with another; picture_comparison.h judges them.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <optional>
#include <vector>

namespace lookalike {

struct Alignment {
    Homography secondToFirst = kIdentity; ///< maps fractions of the pictures
    bool mirrored = false;
    int inliers = 0; ///< features that agree; 0 if features were not used
};

/// Aligns the whole second picture with the whole first in those of the eight orientations in which
/// they look alike at low resolution. Returns at most two, the likeliest first.
[[nodiscard]] std::vector<Alignment> wholePictureAlignments(const VerifiablePicture& first,
                                                            const VerifiablePicture& second);

/// Returns the transform that most matching features agree on: a rotation, a scale per axis, slight
/// shear, and a shift. Returns nothing if fewer than six agree or if the transform is implausible
/// for a copy. With `mirrored`, matches the second's mirror image. May throw cv::Exception.
[[nodiscard]] std::optional<Alignment>
featureAlignment(const VerifiablePicture& first, const VerifiablePicture& second, bool mirrored);

} // namespace lookalike
