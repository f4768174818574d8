// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/rotation.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// Embeddings like real ones, each made from its number alone, so that any part of a set can be
/// had without keeping the rest: the variance of the i-th direction is proportional to 1/i, there
/// is a cluster centre for every 50 rows, clusters differ in size (the first of n draws sqrt(n)
/// times the mean, the last half of it), noise within a cluster is 0.7 of the spread between
/// them, all randomly rotated and normalised. Immutable; any thread.
class SyntheticEmbeddings {
public:
    /// `dim` is a multiple of 64.
    SyntheticEmbeddings(std::size_t rows, int dim, std::uint64_t seed = 1);

    [[nodiscard]] std::size_t dim() const noexcept { return m_scales.size(); }
    /// Row `number` as dim() floats of length 1. Numbers past the set's size make more of the same.
    void row(std::size_t number, std::span<float> out) const;
    /// Row `number` with a tenth of noise.
    void query(std::size_t number, std::span<float> out) const;
    /// Row `number` with so much noise, another one for each `copy`: 0.1 gives a cosine of about
    /// 0.997, 0.5 of 0.925.
    void nearCopy(std::size_t number, float noise, std::size_t copy, std::span<float> out) const;

private:
    std::size_t m_clusters;
    std::uint64_t m_seed;
    RandomRotation m_rotation;
    std::vector<float> m_scales;
    std::vector<float> m_normal; ///< quantiles of the normal distribution
};

} // namespace lookalike
