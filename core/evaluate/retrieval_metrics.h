// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how well a similarity ranking retrieves images with the same label, leave-one-out.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace lookalike {

/// Each image in turn is the query, and all others are ranked. The values are means over the
/// queries that share their label with at least one other image.
struct RetrievalMetrics {
    std::size_t images = 0;
    std::size_t labels = 0;
    std::size_t k = 0;
    double recallAt1 = 0;    ///< share of queries whose nearest neighbour has their label
    double precisionAtK = 0; ///< share of the k nearest with the query's label
    /// Mean average precision over the whole ranking (Manning et al., Introduction to Information
    /// Retrieval, 8.4).
    double meanAveragePrecision = 0;
};

/// `scores(query, out)` must fill out[i] with the similarity of image i to the query; higher means
/// more similar. out[query] is ignored. Equal scores are ranked in the order of the images. Called
/// from several threads at once.
using ScoreRow = std::function<void(std::size_t query, std::span<float> out)>;
[[nodiscard]] RetrievalMetrics measureRetrieval(std::span<const int> labels, std::size_t k,
                                                const ScoreRow& scores);

/// Returns the average precision of each query alone; -1 where no other image has its label.
[[nodiscard]] std::vector<double> averagePrecisions(std::span<const int> labels,
                                                    const ScoreRow& scores);

/// Ranks by the dot product of rows of `dim` floats, which is the cosine if they are L2-normalised.
[[nodiscard]] RetrievalMetrics measureRetrieval(std::span<const int> labels, std::size_t k,
                                                std::span<const float> embeddings, int dim);

} // namespace lookalike
