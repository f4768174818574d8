// SPDX-License-Identifier: GPL-3.0-or-later
// The part that two aligned pictures share, brought to one raster.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <optional>

namespace lookalike {

struct Overlap {
    double firstShown = 0;  ///< part of the first's area on which the second lies
    double secondShown = 0; ///< and the other way round
    double left = 0;        ///< bounding box, in fractions of the first
    double top = 0;
    double right = 0;
    double bottom = 0;
    int width = 0; ///< of the raster: no finer than either picture, 160 at most
    int height = 0;
    Homography rasterToFirst = kIdentity; ///< pixels to fractions
    Homography rasterToSecond = kIdentity;
};

/// Nothing where the overlap is a sliver, or too small in pixels to tell anything.
[[nodiscard]] std::optional<Overlap> overlapOf(const VerifiablePicture& first,
                                               const VerifiablePicture& second,
                                               const Homography& secondToFirst);

} // namespace lookalike
