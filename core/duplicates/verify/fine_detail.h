// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"

namespace lookalike {

/// Measures the detail in the larger of two pictures of one scene that no enlargement of the
/// smaller one has, relative to the detail that the smaller one has beyond its own half size: less
/// than a tenth for an enlargement, more than a third if the smaller one was made from the larger.
/// Low-quality JPEG artefacts count as detail, so in doubt the larger picture has some. Both must
/// show the whole scene in the same orientation. Any thread. Fails with InvalidArgument if the
/// larger one is not larger or one is too small, and with OutOfMemory.
[[nodiscard]] Result<double> finerDetail(const Image& larger, const Image& smaller);

/// The result of finerDetail() is below this for an enlargement.
inline constexpr double kNoFinerDetail = 0.15;

} // namespace lookalike
