// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/candidates/lsh_tables.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace lookalike {

/// The cosine of each candidate, from the source's float16 rows; rows that are gone from it have
/// kGone. Reads the source once for every 512 MB of rows that are in candidates. Cancelled when
/// asked to stop. `done` is called with the fraction now and then.
inline constexpr float kGone = -2;
[[nodiscard]] Result<std::vector<float>>
exactCosines(EmbeddingSource& source, std::size_t dim, const LshSketches& rows,
             const std::vector<LshCandidate>& candidates, ScanPool& pool, std::size_t threads,
             const std::stop_token& stop, const std::function<void(double)>& done);

} // namespace lookalike
