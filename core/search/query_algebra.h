// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <span>
#include <vector>

namespace lookalike {

/// One term of "like these, not like that".
struct WeightedEmbedding {
    std::span<const float> embedding; ///< of any length but zero; it is normalised
    float weight = 1;                 ///< negative: away from it
};

/// The direction of the weighted sum, of length 1: what Rocchio's relevance feedback searches for.
/// All terms have the same dimension. Fails with InvalidArgument where there are no terms, where a
/// term or weight is no number, and where the terms cancel out. Any thread.
[[nodiscard]] Result<std::vector<float>> combine(std::span<const WeightedEmbedding> terms);

} // namespace lookalike
