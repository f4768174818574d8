// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a sharpened copy from a photo of which the other one is a blurred copy. Any thread. All
// fail with InvalidArgument for pictures of different or too small sizes, and with OutOfMemory.
#pragma once

#include "core/base/result.h"
#include "core/duplicates/verify/full_picture.h"
#include "core/image/jpeg_steps.h"

namespace lookalike {

/// Returns how much of what differs between two pictures of one size is explained by sharpening the
/// first, 0 to 1: little where the second was compressed otherwise, most where it is the first one
/// sharpened, or the first one is it blurred. 0 where hardly anything differs.
[[nodiscard]] Result<double> explainedBySharpening(const FullPicture& first,
                                                   const FullPicture& second);

/// The result of explainedBySharpening() is above this for a filtered copy.
inline constexpr double kFiltered = 0.5;

/// A picture as a JPEG file stores it: upright in the file.
struct JpegPicture {
    const FullPicture& luma;
    const JpegSteps& steps;
};

/// Returns true if `sharper` was made by sharpening `blunter`, and false if `blunter` was made by
/// blurring `sharper`, or neither is certain. A filter applied to the source yields what the file
/// of its result stores, but for the rounding of each coefficient to a step. Undoing a blur does
/// not, because the blurred file has rounded away what it would have to restore. It is wrong for
/// blurs too weak to see (a radius of half a pixel) at a high quality.
[[nodiscard]] Result<bool> isSharpenedCopy(const JpegPicture& blunter, const JpegPicture& sharper);

} // namespace lookalike
