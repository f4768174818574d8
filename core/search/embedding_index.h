// SPDX-License-Identifier: GPL-3.0-or-later
// The search index. Embeddings are row-major, `dim` floats each and L2-normalised, so that the
// cosine similarity is the dot product. Scores are in [-1, 1]; higher means more similar. Fewer
// than k results mean that fewer rows qualify.
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
    /// Restricts the search to these contents; null means all. A filter never lowers recall.
    const ContentSet* allowed = nullptr;
    std::size_t threads = 0; ///< upper limit; 0 means one per core
    std::stop_token stop;    ///< checked a few times per millisecond
};

/// An immutable snapshot of all embeddings of one space. Thread-safe: any number of searches may
/// run at once without a lock.
class EmbeddingIndex {
public:
    virtual ~EmbeddingIndex() = default;
    [[nodiscard]] virtual std::size_t size() const noexcept = 0;
    [[nodiscard]] virtual int dim() const noexcept = 0;
    [[nodiscard]] virtual std::size_t residentBytes() const noexcept = 0;

    /// Returns the best rows, best first; equal scores are ordered by ascending content id. `query`
    /// must hold dim() finite floats and must not be zero; search() normalises it. Fails with
    /// InvalidArgument if `query` is invalid, Cancelled if stopped, and IoError if rows on disk
    /// cannot be read.
    [[nodiscard]] virtual Result<std::vector<Neighbor>>
    search(std::span<const float> query, const NeighborQuery& options) const = 0;
};

} // namespace lookalike
