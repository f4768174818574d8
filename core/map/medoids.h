// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/map/sorted_grid.h"

namespace lookalike {

/// The grid seen from further away: each cell stands for `factor` x `factor` cells of `grid` and
/// shows the row of theirs that is nearest to their mean. `points` are those of the grid's rows.
[[nodiscard]] SortedGrid medoids(const SortedGrid& grid, std::span<const MapPoint> points,
                                 std::size_t factor);

} // namespace lookalike
