// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the number of hash tables and their bits. Pure functions; any thread.
#pragma once

#include "core/duplicates/candidates/lsh_sketches.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace lookalike {

/// Each table hashes a different subset of `bits` bits of the sketch (locality-sensitive hashing;
/// Indyk and Motwani, 1998). Rows that agree in all bits of a table are compared, and become
/// candidates if their whole sketches differ in at most `maxDistance` bits.
struct LshParameters {
    std::size_t bits = 0;
    std::size_t tables = 1;
    std::uint32_t maxDistance = 0;
};

/// The bits of a sketch that a table hashes.
using LshMask = std::array<std::uint64_t, kernels::kSketchWords>;
[[nodiscard]] LshMask lshMask(std::size_t table, std::size_t bits);

/// Returns equal values for sketches that agree in the mask's bits, and nearly always different
/// values otherwise.
[[nodiscard]] inline std::uint64_t lshHash(const std::uint64_t* sketch,
                                           const LshMask& mask) noexcept
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < mask.size(); ++i) {
        value = (value ^ (sketch[i] & mask[i])) * 0x9E3779B97F4A7C15ULL;
        value ^= value >> 32;
    }
    return value;
}

/// Returns the probability that two rows with this cosine become candidates.
[[nodiscard]] double hitProbability(const LshParameters& plan, double cosine);

/// Returns the cheapest parameters with which findSimilarPairs() keeps its promise at `minCosine`.
/// Uses more bits if there are more rows or if a sample shows that rows are crowded.
[[nodiscard]] LshParameters chooseLshParameters(const LshSketches& rows, double minCosine);

} // namespace lookalike
