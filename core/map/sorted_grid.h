// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/map/principal_axes.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Rows laid out on a grid so that similar ones are neighbours.
struct SortedGrid {
    std::size_t columns = 0;
    /// The number of a row for each cell, line by line from the top left. The last line may be
    /// short.
    std::vector<std::uint32_t> cells;
};

struct SortOptions {
    std::size_t columns = 0; ///< 0: three for every two lines, as screens are
    std::uint64_t seed = 1;
};

/// Sorts points onto a grid by Fast Linear Assignment Sorting (Barthel, Hezel, Jung and Schall,
/// "Improved Evaluation and Generation of Grid Layouts using Distance Preservation Quality and
/// Linear Assignment Sorting", Computer Graphics Forum 42, 2023, doi 10.1111/cgf.14718): small
/// groups of photos change places so that each comes nearest to the mean of the neighbourhood it
/// gets, while the neighbourhoods shrink. The same points and options give the same grid for any
/// number of threads. Fails with Cancelled, within milliseconds of the request.
[[nodiscard]] Result<SortedGrid> sortPoints(std::span<const MapPoint> points,
                                            const SortOptions& options, TaskPool& pool,
                                            const std::stop_token& stop);
/// The same for rows, of which it projects the points first.
[[nodiscard]] Result<SortedGrid> sortRows(const MapRows& rows, const SortOptions& options,
                                          TaskPool& pool, const std::stop_token& stop);

} // namespace lookalike
