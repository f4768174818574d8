// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"

namespace lookalike {

/// How much detail the larger of two pictures of one scene has that no enlargement of the smaller
/// one gives, in parts of what the smaller one has more than one of half its size: less than a
/// tenth for an enlargement, more than a third where the smaller one was made from the larger.
/// What JPEG adds at a low quality counts as detail, so that in doubt the larger one has some. Both
/// show the whole scene the same way round. Any thread. Fails with InvalidArgument where the larger
/// one is not larger, or one is too small to tell, and with OutOfMemory.
[[nodiscard]] Result<double> finerDetail(const Image& larger, const Image& smaller);

/// An enlargement has less than this.
inline constexpr double kNoFinerDetail = 0.15;

} // namespace lookalike
