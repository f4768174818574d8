// SPDX-License-Identifier: GPL-3.0-or-later
// The area that two aligned pictures share, on a common raster.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <optional>

namespace lookalike {

struct Overlap {
    double firstShown = 0;  ///< fraction of the first's area that the second covers
    double secondShown = 0; ///< fraction of the second's area that the first covers
    double left = 0;        ///< bounding box, in fractions of the first
    double top = 0;
    double right = 0;
    double bottom = 0;
    int width = 0; ///< size of the raster: at most 160, no finer than either picture
    int height = 0;
    Homography rasterToFirst = kIdentity; ///< from pixels to fractions
    Homography rasterToSecond = kIdentity;
};

/// Returns nothing if the overlap is a sliver or has too few pixels to compare.
[[nodiscard]] std::optional<Overlap> overlapOf(const VerifiablePicture& first,
                                               const VerifiablePicture& second,
                                               const Homography& secondToFirst);

} // namespace lookalike
