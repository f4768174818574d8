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

/// Returns the place of the value that is clearly the largest; nothing where two are alike.
[[nodiscard]] std::optional<std::size_t> clearlySharpest(std::span<const double> sharpness);

} // namespace lookalike
