// SPDX-License-Identifier: GPL-3.0-or-later
// How many hash tables of how many bits find the pairs. Pure functions; any thread.
#pragma once

#include "core/duplicates/candidates/lsh_sketches.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace lookalike {

/// Each table takes other `bits` of the sketch (locality-sensitive hashing; Indyk and Motwani,
/// 1998). Rows that agree in all of them are compared, and are candidates where whole sketches
/// differ in at most `maxDistance` bits.
struct LshParameters {
    std::size_t bits = 0;
    std::size_t tables = 1;
    std::uint32_t maxDistance = 0;
};

/// The bits of a sketch that a table takes.
using LshMask = std::array<std::uint64_t, kernels::kSketchWords>;
[[nodiscard]] LshMask lshMask(std::size_t table, std::size_t bits);

/// The same value for sketches that agree in the mask's bits; others differ, nearly always.
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

/// The probability that two rows at this cosine become candidates.
[[nodiscard]] double hitProbability(const LshParameters& plan, double cosine);

/// The cheapest plan that finds pairs at `minCosine` as often as findSimilarPairs() promises: more
/// bits where there are more rows or where they crowd together, which a sample tells.
[[nodiscard]] LshParameters chooseLshParameters(const LshSketches& rows, double minCosine);

} // namespace lookalike
