// SPDX-License-Identifier: GPL-3.0-or-later
// The search index. Contract: embeddings are row-major, `dim` floats each, L2-normalised, so that
// cosine similarity is the dot product; scores lie in [-1, 1], higher is more alike; fewer than k
// results means that fewer rows qualify.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/search/content_set.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

struct Neighbor {
    ContentId content;
    float score = 0; ///< exact cosine similarity against the float16 row

    bool operator==(const Neighbor&) const = default;
};

struct NeighborQuery {
    std::size_t topK = 60;
    float minScore = -1;
    const ContentSet* allowed =
        nullptr;             ///< only these contents; null means all. Never costs recall
    std::size_t threads = 0; ///< at most so many; 0 means one a core
    std::stop_token stop;    ///< asked a few times a millisecond
};

/// An immutable snapshot of all embeddings of one space. Shared between threads; any number of
/// searches may run at once and need no lock.
class EmbeddingIndex {
public:
    virtual ~EmbeddingIndex() = default;
    [[nodiscard]] virtual std::size_t size() const noexcept = 0;
    [[nodiscard]] virtual int dim() const noexcept = 0;
    [[nodiscard]] virtual std::size_t residentBytes() const noexcept = 0;

    /// The best rows, best first; equal scores in ascending content id. `query` holds dim() finite
    /// floats of any length but zero; it is normalised. Fails with InvalidArgument otherwise, with
    /// Cancelled when stopped, with IoError where rows on disk cannot be read.
    [[nodiscard]] virtual Result<std::vector<Neighbor>>
    search(std::span<const float> query, const NeighborQuery& options) const = 0;
};

} // namespace lookalike
