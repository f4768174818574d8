// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/query_algebra.h"

#include <cmath>

namespace lookalike {

namespace {

/// A sum this short compared with its weights is rounding noise.
constexpr double kShortest = 1e-4;

double length(std::span<const float> vector)
{
    double square = 0;
    for (const float value : vector)
        square += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(square);
}

} // namespace

Result<std::vector<float>> combine(std::span<const WeightedEmbedding> terms)
{
    if (terms.empty())
        return fail(ErrorCode::InvalidArgument, "There is nothing to search for"_msg);
    const std::size_t dim = terms.front().embedding.size();
    std::vector<double> sum(dim, 0.0);
    double weights = 0;
    for (const WeightedEmbedding& term : terms) {
        const double norm = length(term.embedding);
        if (term.embedding.size() != dim) {
            return fail(ErrorCode::InvalidArgument,
                        "The pictures were read by different models"_msg);
        }
        if (!std::isfinite(term.weight)) {
            return fail(ErrorCode::InvalidArgument, "A weight is not a number"_msg);
        }
        if (!std::isfinite(norm) || norm <= 0) {
            return fail(ErrorCode::InvalidArgument,
                        "A picture has no embedding that can be searched for"_msg);
        }
        const double scale = static_cast<double>(term.weight) / norm;
        for (std::size_t i = 0; i < dim; ++i)
            sum[i] += scale * static_cast<double>(term.embedding[i]);
        weights += std::abs(static_cast<double>(term.weight));
    }
    double square = 0;
    for (const double value : sum)
        square += value * value;
    const double norm = std::sqrt(square);
    if (weights <= 0)
        return fail(ErrorCode::InvalidArgument, "All weights are zero"_msg);
    if (norm <= kShortest * weights) {
        return fail(ErrorCode::InvalidArgument,
                    "The pictures and weights cancel each other out; nothing is left to search "
                    "for"_msg);
    }
    std::vector<float> result;
    result.reserve(dim);
    for (const double value : sum)
        result.push_back(static_cast<float>(value / norm));
    return result;
}

} // namespace lookalike
