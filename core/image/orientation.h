// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

namespace lookalike {

/// What an EXIF orientation (1 to 8; TIFF 6.0, tag 274) asks for before a picture is shown: the
/// shown pixel at (x, y) is the stored one at (x, y) or, where `transposed`, at (y, x), counted
/// from the other end of the stored row or column where mirrored.
struct OrientationSteps {
    bool transposed = false;
    bool mirroredX = false;
    bool mirroredY = false;
};

/// Numbers outside of 1 to 8 are taken as 1.
[[nodiscard]] OrientationSteps orientationSteps(int orientation) noexcept;

/// The picture as it is to be shown. Any thread.
[[nodiscard]] Image applyOrientation(Image image, int orientation);

} // namespace lookalike
