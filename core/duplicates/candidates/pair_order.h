// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/candidates/duplicate_candidates.h"

#include <vector>

namespace lookalike {

/// Orders pairs for verification so that each picture's pairs come close together: a memory of a
/// few hundred pictures then spares nearly all repeated decoding. The order walks the graph of
/// pairs from the likeliest one of each component on, always to the picture of whose neighbours the
/// largest share was reached; a picture's pairs with earlier ones follow when it is reached.
/// O(n log n).
void orderAlongNeighbours(std::vector<CandidatePair>& pairs);

} // namespace lookalike
