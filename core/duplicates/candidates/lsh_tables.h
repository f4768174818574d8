// SPDX-License-Identifier: GPL-3.0-or-later
// Finds candidate pairs with LSH tables.
#pragma once

#include "core/duplicates/candidates/lsh_parameters.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lookalike {

/// Two rows that may be a pair; a < b.
struct LshCandidate {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    bool operator==(const LshCandidate&) const = default;
};

struct LshCandidates {
    std::vector<LshCandidate> pairs; ///< ascending (b, a), without duplicates
    std::vector<bool> isCut;         ///< rows that had more candidates than they could keep
};

/// Limits the candidates of a row to `perRow`; beyond that, the row is only in pairs that its
/// partner needs. While there are few candidates overall, rows may have up to four times as many.
/// `done` receives the finished fraction after each table. Returns early after a stop request.
[[nodiscard]] LshCandidates findLshCandidates(const LshSketches& rows, const LshParameters& plan,
                                              std::size_t perRow, TaskPool& pool,
                                              std::size_t threads, const std::stop_token& stop,
                                              const std::function<void(double)>& done);

} // namespace lookalike
