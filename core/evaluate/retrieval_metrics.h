// SPDX-License-Identifier: GPL-3.0-or-later
// How well a ranking by similarity finds what belongs together, leave-one-out.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace lookalike {

/// Each image in turn is the query and all others are ranked. Means over the queries that have at
/// least one other image of their label.
struct RetrievalMetrics {
    std::size_t images = 0;
    std::size_t labels = 0;
    std::size_t k = 0;
    double recallAt1 = 0;    ///< share of queries whose nearest neighbour has their label
    double precisionAtK = 0; ///< share of the k nearest that have the query's label
    /// Mean average precision over the whole ranking (Manning et al., Introduction to Information
    /// Retrieval, 8.4).
    double meanAveragePrecision = 0;
};

/// `scores(query, out)` fills out[i] with the similarity of image i to the query, higher is more
/// alike; out[query] is ignored. Equal scores rank in the order of the images. Called from several
/// threads at once.
using ScoreRow = std::function<void(std::size_t query, std::span<float> out)>;
[[nodiscard]] RetrievalMetrics measureRetrieval(std::span<const int> labels, std::size_t k,
                                                const ScoreRow& scores);

/// The same by the dot product of rows of `dim` floats: cosine where they are L2-normalised.
[[nodiscard]] RetrievalMetrics measureRetrieval(std::span<const int> labels, std::size_t k,
                                                std::span<const float> embeddings, int dim);

} // namespace lookalike
