// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/verify/full_picture.h"

#include <opencv2/core.hpp>

namespace lookalike {

/// Wraps the luma without copying it: for reading, while the picture lives.
[[nodiscard]] inline cv::Mat viewOf(const FullPicture& picture)
{
    return cv::Mat(picture.height, picture.width, CV_8U,
                   const_cast<std::uint8_t*>(picture.grey.data()));
}

} // namespace lookalike
