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

/// Copies that embed far from their original (screenshots, frames, halves of a picture) still are
/// among its nearest: this many of each photo's neighbours are worth a look. Most of them are
/// mutual, so that there are about kRankNeighbours / 2 to kRankNeighbours pairs a photo.
inline constexpr std::size_t kRankNeighbours = 6;
inline constexpr float kRankCosine = 0.3F; ///< tilted copies come as low; below, hardly any does

struct RankSearch {
    const EmbeddingIndex& index; ///< of the space of `embeddings`
    EmbeddingSource& embeddings;
    const ContentSet& from; ///< whose neighbours are asked for
    const ContentSet& among;
    std::size_t neighbours = kRankNeighbours;
    float minCosine = kRankCosine;
    std::function<void(double)> progress; ///< the part done, 0 to 1; may be empty
    std::stop_token stop;
};

/// Each content of `from` with its nearest others in `among`, smaller id first; a pair comes twice
/// where each is near the other. One search of the index a content, on all cores: the time grows
/// with the square of the library, but from a small base, and verifying what is found takes longer
/// up to about a million photos. Fails as the source and the index do, and with Cancelled.
[[nodiscard]] Result<std::vector<SimilarPair>> rankNeighbours(const RankSearch& search);

} // namespace lookalike
