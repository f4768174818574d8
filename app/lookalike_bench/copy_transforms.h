// SPDX-License-Identifier: GPL-3.0-or-later
// What people and programs do to copies of a photo.
#pragma once

#include "core/image/image.h"

#include <functional>
#include <string>
#include <vector>

namespace lookalike {

struct CopyTransform {
    std::string name;
    std::function<Image(const Image&)> apply; ///< any thread
};

/// Resize to half, JPEG at quality 30, the middle 80 % of each side, mirror, rotation by 5 degrees
/// (black corners), darker and flatter, blur, text over the picture.
[[nodiscard]] std::vector<CopyTransform> copyTransforms();

} // namespace lookalike
