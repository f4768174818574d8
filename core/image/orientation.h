// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

namespace lookalike {

/// What an EXIF orientation (1 to 8; TIFF 6.0, tag 274) requires before a picture is shown: the
/// shown pixel at (x, y) is the stored one at (x, y) or, if `transposed`, at (y, x). If mirrored,
/// the coordinate counts from the other end of the stored row or column.
struct OrientationSteps {
    bool transposed = false;
    bool mirroredX = false;
    bool mirroredY = false;
};

/// Treats numbers outside 1 to 8 as 1.
[[nodiscard]] OrientationSteps orientationSteps(int orientation) noexcept;

/// Returns the picture in the orientation in which it is shown. Any thread.
[[nodiscard]] Image applyOrientation(Image image, int orientation);

} // namespace lookalike
