// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_bench/relation_set.h"
#include "core/duplicates/candidates/duplicate_candidates.h"
#include "core/duplicates/candidates/hash_neighbours.h"
#include "core/duplicates/candidates/rank_neighbours.h"

#include <set>
#include <vector>

namespace lookalike {

struct CandidateLimits {
    double cosine =
        static_cast<double>(kSimilarShotCosine); ///< embeddings this near are candidates,
    std::size_t neighbours = kRankNeighbours;    ///< so many of the nearest,
    double leastCosine =
        static_cast<double>(kRankCosine); ///< as long as they are no farther than this,
    int radius = kHashRadius;             ///< and hashes this near
};

/// Which pairs of photos the program would look at, by each of its ways. Photos of one original are
/// in a pair only where one of them is the original.
struct RelationCandidates {
    std::set<HashPair> byHash;
    std::set<HashPair> byCosine;
    std::set<HashPair> byRank;
    /// Of every photo that is a copy: how many of the originals and distractors are nearer, seen
    /// from the copy or the original, whichever sees fewer.
    std::vector<std::size_t> ranks;

    [[nodiscard]] std::set<HashPair> all() const;
};

/// Each copy is looked up among originals and distractors as if it were the only copy: dozens of
/// copies of one photo would otherwise fill each other's neighbourhoods, which no library does.
[[nodiscard]] RelationCandidates relationCandidates(const RelationSet& set,
                                                    const CandidateLimits& limits);

} // namespace lookalike
