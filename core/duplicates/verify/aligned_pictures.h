// SPDX-License-Identifier: GPL-3.0-or-later
// Two verified copies laid over each other, for the user to compare.
#pragma once

#include "core/base/result.h"
#include "core/duplicates/verify/relation.h"
#include "core/image/image.h"

namespace lookalike {

/// Two pictures laid over each other for the compare view: same size, same scene.
struct AlignedPictures {
    Image first;
    Image second;     ///< moved, turned and scaled to fit the first; black where it shows nothing
    Image difference; ///< |first - second|, stretched so that it can be seen; black outside
};

/// `first` and `second` are upright, of any scale; the result's longer side is at most `longSide`
/// pixels and no longer than the first's. Any thread. Fails with InvalidArgument for a null image,
/// a `longSide` below 1 or evidence whose homography has no inverse, and with OutOfMemory.
[[nodiscard]] Result<AlignedPictures> alignPictures(const Image& first, const Image& second,
                                                    const RelationEvidence& evidence, int longSide);

} // namespace lookalike
