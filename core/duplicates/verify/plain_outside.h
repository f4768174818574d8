// SPDX-License-Identifier: GPL-3.0-or-later
// How two aligned pictures lie on one another.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

namespace lookalike {

/// Which of two pictures has a border of one tone where the other shows nothing.
struct PlainBorders {
    bool first = false;
    bool second = false;
};

/// If the outside of both is plain, only the one counts that ends with the clearer step: the other
/// is a photo whose own background goes on there. May throw cv::Exception.
[[nodiscard]] PlainBorders plainBorders(const VerifiablePicture& first,
                                        const VerifiablePicture& second,
                                        const Homography& secondToFirst);

/// Returns the degrees from the nearest quarter turn.
[[nodiscard]] double tiltOf(const VerifiablePicture& first, const VerifiablePicture& second,
                            const Homography& secondToFirst);

} // namespace lookalike
