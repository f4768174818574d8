// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/label_fit.h"

#include "core/fit/vectors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace lookalike {

namespace {

// Measured on labelled sets: photos of labels that were taught gain, those of others stay.
/// Scores below this share of a certain label's say nothing.
constexpr float kLeastScore = 0.1F;
/// A query that is further from the label's photos than most of these are is none of them;
/// both in their standard deviations.
constexpr float kFarthest = -1.5F;
constexpr float kSoftness = 0.6F;
/// The centre counts fully from a quarter of a membership on.
constexpr float kCentring = 4;

} // namespace

std::vector<float> LabelFit::memberships(std::span<const float> query) const
{
    std::vector<float> seen(query.begin(), query.end());
    for (std::size_t i = 0; i < seen.size(); ++i)
        seen[i] -= centre[i];
    const float length = std::sqrt(dotOf(seen, seen.data()));
    std::vector<float> result(names.size());
    for (std::size_t label = 0; label < names.size(); ++label) {
        const float rest = 1 - shares[label]; // of a label of all photos nothing can be learnt
        const float score = dotOf(seen, &directions[label * dim()]);
        if (!(rest > 0) || !(length > 0) || !(score > kLeastScore * rest))
            continue;
        const float cosine = dotOf(seen, &means[label * dim()]) / length;
        const float farther = (ownCosine + kFarthest * ownSpread - cosine) /
                              (kSoftness * ownSpread + std::numeric_limits<float>::min());
        const float certain = (score / rest - kLeastScore) / (1 - kLeastScore);
        result[label] =
            std::min(certain, 1.0F) / (1 + std::exp(std::clamp(farther, -50.0F, 50.0F)));
    }
    return result;
}

std::optional<FittedQuery> LabelFit::apply(std::span<const float> query) const
{
    if (query.size() != dim())
        return std::nullopt;
    const std::vector<float> weights = memberships(query);
    const float sum = std::reduce(weights.begin(), weights.end());
    constexpr float kNothing = 1e-4F;
    if (!(sum > kNothing) || !std::isfinite(sum))
        return std::nullopt;
    const float centring = std::min(1.0F, kCentring * sum);
    std::vector<float> added(dim());
    for (std::size_t label = 0; label < weights.size(); ++label) {
        const float factor = strength * weights[label] / ownScore;
        if (factor > 0)
            addScaled(added.data(), std::span(directions).subspan(label * dim(), dim()), factor);
    }
    const float whole = 1 + strength * sum;
    FittedQuery fitted;
    for (std::size_t i = 0; i < dim(); ++i)
        fitted.vector.push_back((query[i] - centring * centre[i] + added[i]) / whole);
    // Centring leaves the score of the mean photo as it is.
    fitted.offset = static_cast<double>(
        (centring * dotOf(centre, centre.data()) - dotOf(centre, added.data())) / whole);
    return fitted;
}

} // namespace lookalike
