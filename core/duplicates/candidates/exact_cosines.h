// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/candidates/lsh_tables.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace lookalike {

/// Computes the cosine of each candidate from the source's float16 rows. Rows that are no longer in
/// the source give kGone. Reads the source once per 512 MB of candidate rows. `done` receives the
/// finished fraction from time to time. Fails with Cancelled.
inline constexpr float kGone = -2;
[[nodiscard]] Result<std::vector<float>>
exactCosines(EmbeddingSource& source, std::size_t dim, const LshSketches& rows,
             const std::vector<LshCandidate>& candidates, TaskPool& pool, std::size_t threads,
             const std::stop_token& stop, const std::function<void(double)>& done);

} // namespace lookalike
