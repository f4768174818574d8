// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/candidates/duplicate_candidates.h"

#include <vector>

namespace lookalike {

/// Pairs from this cosine on are mostly copies; those of lower ones seldom.
inline constexpr float kLikelyCosine = 0.95F;

/// Orders pairs for verification: the likely ones first, so that a search that is stopped has found
/// most copies. Among the likely and among the others the pairs of each picture are close together;
/// a cache of a few hundred pictures then avoids nearly all repeated decoding. The order walks the
/// graph of pairs from the likeliest pair of each component, always continuing with the picture
/// that has the largest share of visited neighbours. A picture's pairs with earlier ones follow
/// when it is visited. O(n log n).
void orderForVerification(std::vector<CandidatePair>& pairs);

} // namespace lookalike
