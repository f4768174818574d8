// SPDX-License-Identifier: GPL-3.0-or-later
// Overlays two verified copies so that the user can compare them.
#pragma once

#include "core/base/result.h"
#include "core/duplicates/verify/relation.h"
#include "core/image/image.h"

namespace lookalike {

/// Two overlaid pictures for the compare view: same size, same scene.
struct AlignedPictures {
    Image first;
    Image second;         ///< warped to fit the first; black where it shows nothing
    Image difference;     ///< |first - second|, amplified to be visible; black outside
    double differing = 0; ///< share of the area that both show where they differ visibly
};

/// `first` and `second` must be upright and may have any scale. The longer side of the result has
/// at most `longSide` pixels and is no longer than that of `first`. Any thread. Fails with
/// InvalidArgument for a null image, a `longSide` below 1 or evidence whose homography has no
/// inverse, and with OutOfMemory.
[[nodiscard]] Result<AlignedPictures> alignPictures(const Image& first, const Image& second,
                                                    const RelationEvidence& evidence, int longSide);

} // namespace lookalike
