// SPDX-License-Identifier: GPL-3.0-or-later
// All pairs of embeddings that are close to each other, without comparing each with each: the
// candidates that verification starts from, and the neighbours of "similar shot".
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
    float minCosine = 0.92F; ///< 0.8 to 1; the lower, the slower
    /// A content keeps so many partners, those of highest cosine, and the one of lowest id, so that
    /// a crowd of copies hangs together by its first member. 1 or more.
    std::size_t maxPartners = 64;
    /// Where not null, a pair needs one side in `first` and the other in `second`; null stands for
    /// all contents. {new, null}: what is new against everything. {A, B}: one folder against
    /// another. {A, A}: within a folder. The sets must outlive the call.
    const ContentSet* first = nullptr;
    const ContentSet* second = nullptr;
    std::size_t threads = 0; ///< 0: one a core
    std::stop_token stop{};
    std::function<void(double fraction)>
        progress{}; ///< 0 to 1, on the calling thread; may be empty
};

struct SimilarPairs {
    std::vector<SimilarPair> pairs; ///< falling cosine, then ascending ids; none twice
    std::uint64_t rows = 0;         ///< embeddings that were looked at
    /// Contents that reached their bound, so that some of their pairs may be missing.
    std::vector<ContentId> truncated;
};

/// Finds the pairs of `source`, of embeddings with `dim` dimensions, whose cosine is `minCosine` or
/// more; rows of another length are left out. A pair at the very threshold is found with a
/// probability of at least 0.99, one above it with a higher one, whatever the data; none is
/// reported that does not reach it. The same contents give the same pairs, however many threads.
///
/// Where many more than `maxPartners` contents are alike (blank scans), the work stays linear in
/// their number: each finds that many partners among the first of the crowd and those next to it,
/// which need not be its nearest ones, and those that may lack some are listed as truncated.
/// Partners as close as copies are have room of their own beside those that only look alike.
///
/// Reads the source twice or more, on the calling thread; needs about 125 bytes a row, and at most
/// 512 MB for embeddings. Candidates take 8 bytes each: usually few, at the very most about a GB
/// for a million rows that are all alike. Cancelled when asked to stop; otherwise fails as the
/// source does.
[[nodiscard]] Result<SimilarPairs> findSimilarPairs(EmbeddingSource& source, int dim,
                                                    const SimilarPairOptions& options = {});

} // namespace lookalike
