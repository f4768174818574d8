// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace lookalike {

/// Returns the share of the ten nearest photos of each photo that two models have in common, 0 to
/// 1; 1 without photos. Both are rows of `dim` floats and length 1 for the same photos. Any thread.
[[nodiscard]] double keptNeighbours(std::span<const float> before, std::span<const float> after,
                                    int dim);

} // namespace lookalike
