// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/catalog/catalog.h"
#include "core/duplicates/review/duplicate_group.h"
#include "core/search/embedding_index.h"
#include "core/search/index_store.h"

#include <functional>
#include <stop_token>
#include <utility>
#include <vector>

namespace lookalike {

/// Two contents that may be the same photo.
struct CandidatePair {
    ContentId first; ///< the smaller id
    ContentId second;
    float cosine = 0;      ///< of their embeddings; 0 where these did not make it a candidate
    bool siblings = false; ///< a raw file and another of the same name beside it
};

/// From this cosine on, another photo counts as a similar shot.
inline constexpr float kSimilarShotCosine = 0.92F;
/// The same for photos taken within kBurstSeconds of each other.
inline constexpr float kBurstCosine = 0.85F;
inline constexpr std::int64_t kBurstSeconds = 30;

struct CandidateSearch {
    const Catalog& catalog;
    EmbeddingSource* embeddings = nullptr; ///< null: nothing is embedded yet
    int dim = 0;
    const EmbeddingIndex* index = nullptr; ///< of the same embeddings; null: no neighbours by rank
    const DuplicateScope& scope;
};

struct CandidatePairs {
    std::uint64_t contents = 0;       ///< in scope
    std::vector<CandidatePair> pairs; ///< ascending, none twice
};

/// Pairs of contents in scope whose perceptual hashes, in any orientation and with or without a
/// plain border, or whose embeddings are near; raw files with what the camera wrote beside them;
/// and, but for similar shots, each content with its nearest ones, see rankNeighbours(): those are
/// three to six pairs a photo to verify. `progress` is told the part that is done, 0 to 1. Fails
/// like the catalog and the index do, and with Cancelled.
[[nodiscard]] Result<CandidatePairs> findCandidatePairs(const CandidateSearch& search,
                                                        const std::function<void(double)>& progress,
                                                        const std::stop_token& stop);

} // namespace lookalike
