// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task_pool.h"
#include "core/map/axes.h"

#include <cstddef>
#include <vector>

namespace lookalike {

/// The cells of a grid, row by row. All are taken but the end of the last row.
struct GridShape {
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::size_t count = 0; ///< of taken cells

    /// The number of taken cells in a rectangle of whole cells inside of the grid.
    [[nodiscard]] std::size_t taken(std::size_t left, std::size_t right, std::size_t top,
                                    std::size_t bottom) const noexcept;
};

/// Replaces the value of each taken cell by the mean of those at most `radius` columns and rows
/// away. `values` has shape.columns * shape.rows points, zero where no cell is taken; `scratch`
/// becomes as large.
void averageNeighbours(std::vector<MapPoint>& values, std::vector<MapPoint>& scratch,
                       const GridShape& shape, std::size_t radius, TaskPool& pool);

} // namespace lookalike
