// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures brought to a raster through a homography. Used by sources of this folder only.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <opencv2/core.hpp>

namespace lookalike {

/// `rasterToPicture` leads from the raster's pixels to fractions of the picture. Shrinks without
/// aliasing. `mask` becomes 255 where the picture is, 0 outside of it. May throw cv::Exception.
[[nodiscard]] cv::Mat warped(const cv::Mat& picture, const Homography& rasterToPicture,
                             cv::Size raster, cv::Mat& mask);

/// The same of the grey picture, as floating-point numbers.
[[nodiscard]] cv::Mat warpedGrey(const VerifiablePicture& picture,
                                 const Homography& rasterToPicture, cv::Size raster, cv::Mat& mask);

} // namespace lookalike
