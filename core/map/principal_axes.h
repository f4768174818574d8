// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/task_pool.h"
#include "core/map/axes.h"

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Embeddings by number. `read` fills a row of `dim` floats; several threads call it at once.
struct MapRows {
    std::size_t count = 0;
    std::size_t dim = 0;
    std::function<void(std::size_t row, std::span<float> out)> read;
};

/// Projects the rows, less their mean, onto their kMapAxes directions of greatest variance, found
/// on an even sample by orthogonal iteration (Golub and Van Loan, Matrix Computations, 8.2.4).
/// Values that are not finite count as zero. Rows and seed alone decide the result, not the number
/// of threads. Fails with Cancelled.
[[nodiscard]] Result<std::vector<MapPoint>>
projectRows(const MapRows& rows, std::uint64_t seed, TaskPool& pool, const std::stop_token& stop);

} // namespace lookalike
