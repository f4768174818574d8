// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/map/neighbour_means.h"

#include <algorithm>

namespace lookalike {

namespace {

/// Columns that one task sums from top to bottom: wide enough for whole cache lines.
constexpr std::size_t kStripColumns = 8;

void add(MapPoint& sum, const MapPoint& value) noexcept
{
    for (std::size_t i = 0; i < kMapAxes; ++i)
        sum[i] += value[i];
}

void subtract(MapPoint& sum, const MapPoint& value) noexcept
{
    for (std::size_t i = 0; i < kMapAxes; ++i)
        sum[i] -= value[i];
}

/// Writes to out[k * step] the sum of in[j * step] for j from k - radius to k + radius.
void slidingSums(const MapPoint* in, MapPoint* out, std::size_t length, std::size_t step,
                 std::size_t radius)
{
    MapPoint sum{};
    for (std::size_t k = 0; k < std::min(radius, length); ++k)
        add(sum, in[k * step]);
    for (std::size_t k = 0; k < length; ++k) {
        if (k + radius < length)
            add(sum, in[(k + radius) * step]);
        out[k * step] = sum;
        if (k >= radius)
            subtract(sum, in[(k - radius) * step]);
    }
}

} // namespace

std::size_t GridShape::taken(std::size_t left, std::size_t right, std::size_t top,
                             std::size_t bottom) const noexcept
{
    const std::size_t whole = (right - left + 1) * (bottom - top + 1);
    if (bottom + 1 < rows)
        return whole;
    const std::size_t inLastRow = count - (rows - 1) * columns;
    const std::size_t missing = right + 1 - std::clamp(inLastRow, left, right + 1);
    return whole - missing;
}

void averageNeighbours(std::vector<MapPoint>& values, std::vector<MapPoint>& scratch,
                       const GridShape& shape, std::size_t radius, TaskPool& pool)
{
    scratch.resize(values.size());
    pool.run(shape.rows, pool.width(), [&](std::size_t y, std::size_t) {
        slidingSums(&values[y * shape.columns], &scratch[y * shape.columns], shape.columns, 1,
                    radius);
    });
    const std::size_t strips = (shape.columns + kStripColumns - 1) / kStripColumns;
    pool.run(strips, pool.width(), [&](std::size_t strip, std::size_t) {
        const std::size_t end = std::min(shape.columns, (strip + 1) * kStripColumns);
        for (std::size_t x = strip * kStripColumns; x < end; ++x) {
            slidingSums(&scratch[x], &values[x], shape.rows, shape.columns, radius);
            const std::size_t left = x - std::min(x, radius);
            const std::size_t right = std::min(x + radius, shape.columns - 1);
            for (std::size_t y = 0; y < shape.rows; ++y) {
                const std::size_t top = y - std::min(y, radius);
                const std::size_t bottom = std::min(y + radius, shape.rows - 1);
                const std::size_t cells = shape.taken(left, right, top, bottom);
                const float share = cells == 0 ? 0 : 1 / static_cast<float>(cells);
                for (float& value : values[y * shape.columns + x])
                    value *= share;
            }
        }
    });
}

} // namespace lookalike
