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
    float cosine = 0; ///< of their embeddings; 0 if another criterion made the pair a candidate
    bool siblings = false; ///< a raw file and a file of the same name in its folder
};

/// Two photos whose cosine is at least this count as similar shots.
inline constexpr float kSimilarShotCosine = 0.92F;
/// The threshold for photos taken within kBurstSeconds of each other.
inline constexpr float kBurstCosine = 0.85F;
inline constexpr std::int64_t kBurstSeconds = 30;

struct CandidateSearch {
    const Catalog& catalog;
    EmbeddingSource* embeddings = nullptr; ///< null: no embeddings yet
    int dim = 0;
    const EmbeddingIndex* index = nullptr; ///< of the same embeddings; null: no rank neighbours
    const DuplicateScope& scope;
};

struct CandidatePairs {
    std::uint64_t contents = 0;       ///< number of contents in scope
    std::vector<CandidatePair> pairs; ///< ascending, without duplicates
};

/// Finds pairs of contents in scope that may be the same photo: pairs with close perceptual hashes
/// (in any orientation, with or without a plain border) or close embeddings, and raw files with the
/// files that the camera wrote beside them. Unless the scope asks for similar shots, also pairs
/// each content with its nearest neighbours, see rankNeighbours(); that adds three to six pairs per
/// photo to verify. `progress` receives the finished fraction, 0 to 1. Fails as the catalog and the
/// index do, and with Cancelled.
[[nodiscard]] Result<CandidatePairs> findCandidatePairs(const CandidateSearch& search,
                                                        const std::function<void(double)>& progress,
                                                        const std::stop_token& stop);

} // namespace lookalike
