// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/duplicates/candidates/similar_pairs.h"
#include "core/search/content_set.h"
#include "core/search/embedding_index.h"
#include "core/search/index_store.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Copies whose embedding is far from the original's (screenshots, frames, halves of a picture) are
/// still among its nearest neighbours, so this many neighbours of each photo are verified. Most of
/// them are mutual, so that there are about kRankNeighbours / 2 to kRankNeighbours pairs per photo.
inline constexpr std::size_t kRankNeighbours = 6;
inline constexpr float kRankCosine = 0.3F; ///< tilted copies get this low, hardly any get lower

struct RankSearch {
    const EmbeddingIndex& index; ///< of the same space as `embeddings`
    EmbeddingSource& embeddings;
    const ContentSet& from; ///< the contents whose neighbours are searched
    const ContentSet& among;
    std::size_t neighbours = kRankNeighbours;
    float minCosine = kRankCosine;
    std::function<void(double)> progress; ///< receives the finished fraction, 0 to 1; may be empty
    std::stop_token stop;
};

/// Returns each content of `from` with its nearest others in `among`, smaller id first. A pair
/// occurs twice if each is near the other. Runs one index search per content on all cores: the time
/// grows with the square of the library, but verifying the results takes longer up to about a
/// million photos. Fails as the source and the index do, and with Cancelled.
[[nodiscard]] Result<std::vector<SimilarPair>> rankNeighbours(const RankSearch& search);

} // namespace lookalike
