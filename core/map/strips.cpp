// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/map/strips.h"

#include <algorithm>

namespace lookalike {

std::vector<ContentId> inStrips(const MapLevel& grid, std::size_t columns)
{
    std::vector<ContentId> order;
    order.reserve(grid.cells.size());
    bool isDownwards = true;
    for (std::size_t left = 0; left < grid.columns; left += columns) {
        const std::size_t right = std::min(left + columns, grid.columns);
        for (std::size_t line = 0; line < grid.rows(); ++line) {
            const std::size_t row = isDownwards ? line : grid.rows() - 1 - line;
            const std::size_t end = std::min(row * grid.columns + right, grid.cells.size());
            for (std::size_t cell = row * grid.columns + left; cell < end; ++cell)
                if (grid.cells[cell].isValid())
                    order.push_back(grid.cells[cell]);
        }
        isDownwards = !isDownwards;
    }
    return order;
}

} // namespace lookalike
