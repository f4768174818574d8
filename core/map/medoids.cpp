// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/map/medoids.h"

#include <algorithm>

namespace lookalike {

SortedGrid medoids(const SortedGrid& grid, std::span<const MapPoint> points, std::size_t factor)
{
    SortedGrid coarse;
    if (grid.cells.empty())
        return coarse;
    const std::size_t rows = (grid.cells.size() + grid.columns - 1) / grid.columns;
    coarse.columns = (grid.columns + factor - 1) / factor;
    std::vector<std::uint32_t> members;
    for (std::size_t top = 0; top < rows; top += factor)
        for (std::size_t left = 0; left < grid.columns; left += factor) {
            members.clear();
            MapPoint mean{};
            for (std::size_t y = top; y < std::min(top + factor, rows); ++y)
                for (std::size_t x = left; x < std::min(left + factor, grid.columns); ++x)
                    if (const std::size_t cell = y * grid.columns + x; cell < grid.cells.size())
                        members.push_back(grid.cells[cell]);
            if (members.empty())
                break; // the end of the short last row
            for (const std::uint32_t member : members)
                for (std::size_t i = 0; i < kMapAxes; ++i)
                    mean[i] += points[member][i] / static_cast<float>(members.size());
            const auto distance = [&](std::uint32_t member) { // squared, less the mean's length
                return dot(points[member], points[member]) - 2 * dot(points[member], mean);
            };
            coarse.cells.push_back(*std::ranges::min_element(members, {}, distance));
        }
    return coarse;
}

} // namespace lookalike
