// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"

#include <optional>
#include <span>

namespace lookalike {

/// The shorter side of the pictures that are compared, pixels: blur from a moving hand shows, noise
/// does not.
inline constexpr int kSharpnessSide = 720;

/// Measures the fine contrast of the sharpest parts of a picture, relative to its whole contrast.
/// Only good for comparing shots of one scene; the exposure hardly matters. Any thread. Fails with
/// InvalidArgument for a picture that is too small, and with OutOfMemory.
[[nodiscard]] Result<double> sharpnessOf(const Image& picture);

/// Returns how much of what differs between two pictures of one size is explained by sharpening the
/// first, 0 to 1: little where the second was compressed otherwise, most where it is the first one
/// sharpened, or the first one is it blurred. 0 where hardly anything differs. Any thread. Fails
/// with InvalidArgument for pictures of different or too small sizes, and with OutOfMemory.
[[nodiscard]] Result<double> explainedBySharpening(const Image& first, const Image& second);

/// The result of explainedBySharpening() is above this for a filtered copy.
inline constexpr double kFiltered = 0.5;

/// Returns the place of the value that is clearly the largest; nothing where two are alike.
[[nodiscard]] std::optional<std::size_t> clearlySharpest(std::span<const double> sharpness);

} // namespace lookalike
