// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// A query to which a fit adds something. The score of a photo is `vector` * embedding + `offset`.
struct FittedQuery {
    std::vector<float> vector; ///< of any length
    double offset = 0;
};

/// What the user's labels say about embeddings, beside these and never instead of them. A query
/// that looks like photos of labels prefers photos that the labels fit. Its score is the weighted
/// mean of the cosine and of how well they fit, which is linear in the photo's embedding: so it is
/// one vector, and the index answers exactly and at its usual speed. A query that looks like no
/// label stays as it is. A value; any thread.
struct LabelFit {
    std::vector<std::string> names;
    std::vector<float> centre;     ///< dim: the mean of the labelled photos
    std::vector<float> directions; ///< names x dim: ridge regression of a label on (x - centre)
    std::vector<float> means;      ///< names x dim, unit length: where a label's photos lie
    std::vector<float> shares;     ///< of the labelled photos, for each label
    float ownScore = 1;            ///< what a photo of a label usually scores for it
    float ownCosine = 0;           ///< of a photo and the other photos' mean, from the centre
    float ownSpread = 0;           ///< standard deviation of that
    float strength = 0;            ///< how much a label that is certain weighs beside the cosine

    [[nodiscard]] std::size_t dim() const noexcept { return centre.size(); }
    /// How much the query, of dim() floats and length 1, looks like each label: 0 to 1.
    [[nodiscard]] std::vector<float> memberships(std::span<const float> query) const;
    /// Nothing where the query looks like no label.
    [[nodiscard]] std::optional<FittedQuery> apply(std::span<const float> query) const;
};

} // namespace lookalike
