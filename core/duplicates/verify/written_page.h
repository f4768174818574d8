// SPDX-License-Identifier: GPL-3.0-or-later
// Detects writing on a plain background: a scan, a screenshot, a chat.
#pragma once

#include "core/duplicates/verify/full_picture.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <cstdint>

namespace lookalike {

/// A quick test that accepts every written page and few photos. Takes about 1 ms. May throw
/// cv::Exception.
[[nodiscard]] bool mayBeWrittenPage(const VerifiablePicture& picture);

enum class Writing : std::uint8_t {
    None,
    /// Most of the picture has the tone of its surrounding background, light or dark, except for
    /// strokes of which some may be letters. A photo with much sky may pass.
    Page,
    /// As Page, but the strokes are of many sizes and stand neither in lines nor in columns: a leaf
    /// on snow, lit windows at night. So is each copy of it, however small.
    Photo,
};

/// Tolerates grain, uneven illumination and an illustration. May throw cv::Exception.
[[nodiscard]] Writing writingOn(const FullPicture& picture);

/// Returns the height in pixels that most letters reach, measured on marks as dark as the darkest
/// in their neighbourhood; 0 if there are hardly any. May throw cv::Exception.
[[nodiscard]] double letterHeight(const FullPicture& picture);

} // namespace lookalike
