// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for pairs in the hash tables of a plan.
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
    std::vector<LshCandidate> pairs; ///< ascending (b, a), none twice
    std::vector<bool> isCut;         ///< rows that had more than they could keep
};

/// A row that has `perRow` candidates takes part only in pairs that its partner needs; while there
/// are few candidates in all, rows may have up to four times as many. `done` is called with the
/// fraction after each table. Stops early where asked to.
[[nodiscard]] LshCandidates findLshCandidates(const LshSketches& rows, const LshParameters& plan,
                                              std::size_t perRow, ScanPool& pool,
                                              std::size_t threads, const std::stop_token& stop,
                                              const std::function<void(double)>& done);

} // namespace lookalike
