// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <span>
#include <vector>

namespace lookalike {

/// One term of a query with positive and negative examples.
struct WeightedEmbedding {
    std::span<const float> embedding; ///< of any length except zero; combine() normalises it
    float weight = 1;                 ///< negative: moves the query away from this embedding
};

/// Returns the normalised weighted sum of the terms, the query vector of Rocchio's relevance
/// feedback. All terms must have the same dimension. Fails with InvalidArgument if there are no
/// terms, if a term or a weight is not finite, or if the terms cancel out. Any thread.
[[nodiscard]] Result<std::vector<float>> combine(std::span<const WeightedEmbedding> terms);

} // namespace lookalike
