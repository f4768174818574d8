// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task_pool.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Returns rows' * rows, dim x dim, of `rows` with `dim` columns, row-major. The number of threads
/// does not change the result. Incomplete once `stop` was requested.
[[nodiscard]] std::vector<float> gramMatrix(std::span<const float> rows, std::size_t dim,
                                            TaskPool& pool, const std::stop_token& stop);

} // namespace lookalike
