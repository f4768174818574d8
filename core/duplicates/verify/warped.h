// SPDX-License-Identifier: GPL-3.0-or-later
// Warps pictures to a raster through a homography. Only sources of this folder use this.
#pragma once

#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <opencv2/core.hpp>

namespace lookalike {

/// `rasterToPicture` maps the raster's pixels to fractions of the picture. Antialiases when
/// shrinking. Sets `mask` to 255 inside the picture and 0 outside. May throw cv::Exception.
[[nodiscard]] cv::Mat warped(const cv::Mat& picture, const Homography& rasterToPicture,
                             cv::Size raster, cv::Mat& mask);

/// Like warped(), for the grey picture as floating-point numbers.
[[nodiscard]] cv::Mat warpedGrey(const VerifiablePicture& picture,
                                 const Homography& rasterToPicture, cv::Size raster, cv::Mat& mask);

} // namespace lookalike
