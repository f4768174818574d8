// SPDX-License-Identifier: GPL-3.0-or-later
// Finds all pairs of embeddings that are close to each other without comparing every pair. They are
// the candidates for verification and for "similar shot".
#pragma once

#include "core/search/content_set.h"
#include "core/search/index_store.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace lookalike {

struct SimilarPair {
    ContentId first; ///< the smaller id
    ContentId second;
    float cosine = 0; ///< of the two float16 rows, exact
    bool operator==(const SimilarPair&) const = default;
};

struct SimilarPairOptions {
    float minCosine = 0.92F; ///< 0.8 to 1; lower is slower
    /// A content keeps this many partners, those with the highest cosine, plus the one with the
    /// lowest id, so that a large group of copies is connected through its first member. At least
    /// 1.
    std::size_t maxPartners = 64;
    /// If not null, a pair needs one side in `first` and the other in `second`; null means all
    /// contents. {new, null} compares new contents with everything, {A, B} one folder with another,
    /// {A, A} the contents of a folder. The sets must outlive the call.
    const ContentSet* first = nullptr;
    const ContentSet* second = nullptr;
    std::size_t threads = 0; ///< 0: one per core
    std::stop_token stop{};
    /// Receives the finished fraction, 0 to 1, on the calling thread; may be empty.
    std::function<void(double fraction)> progress{};
};

struct SimilarPairs {
    std::vector<SimilarPair> pairs; ///< descending cosine, then ascending ids; without duplicates
    std::uint64_t rows = 0;         ///< number of embeddings examined
    /// Contents that reached their limit, so that some of their pairs may be missing.
    std::vector<ContentId> truncated;
};

/// Finds the pairs of `source` whose cosine is at least `minCosine`. Rows without `dim` dimensions
/// are skipped. A pair exactly at the threshold is found with a probability of at least 0.99, a
/// pair above it with a higher one, whatever the data. No pair below the threshold is reported. The
/// same contents give the same pairs for any number of threads.
///
/// If many more than `maxPartners` contents are similar (blank scans), the work stays linear in
/// their number: each finds that many partners among the first of the group and those next to it,
/// which need not be its nearest ones. Contents that may lack partners are listed as truncated.
/// Partners as close as copies have their own limit besides those that only look similar.
///
/// Reads the source at least twice, on the calling thread. Needs about 125 bytes per row and at
/// most 512 MB for embeddings. Candidates take 8 bytes each: usually few, at most about 1 GB for a
/// million similar rows. Fails with Cancelled, and as the source does.
[[nodiscard]] Result<SimilarPairs> findSimilarPairs(EmbeddingSource& source, int dim,
                                                    const SimilarPairOptions& options = {});

} // namespace lookalike
