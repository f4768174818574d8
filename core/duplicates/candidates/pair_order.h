// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/candidates/duplicate_candidates.h"

#include <vector>

namespace lookalike {

/// Orders pairs for verification so that the pairs of each picture are close together; a cache of a
/// few hundred pictures then avoids nearly all repeated decoding. The order walks the graph of
/// pairs from the likeliest pair of each component, always continuing with the picture that has the
/// largest share of visited neighbours. A picture's pairs with earlier ones follow when it is
/// visited. O(n log n).
void orderAlongNeighbours(std::vector<CandidatePair>& pairs);

} // namespace lookalike
