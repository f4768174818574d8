// SPDX-License-Identifier: GPL-3.0-or-later
// How one picture lies within another.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

namespace lookalike {

/// Returns true if all pixels that the other picture does not show are of one tone; false if there
/// are none. `map` leads from the other's fractions to the picture's. May throw cv::Exception.
[[nodiscard]] bool outsideIsPlain(const VerifiablePicture& picture, const Homography& map);

/// Returns the degrees from the nearest quarter turn.
[[nodiscard]] double tiltOf(const VerifiablePicture& first, const VerifiablePicture& second,
                            const Homography& secondToFirst);

} // namespace lookalike
