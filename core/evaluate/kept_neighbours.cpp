// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/kept_neighbours.h"

#include "core/fit/vectors.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr std::size_t kNeighbours = 10;

std::span<const float> rowAt(std::span<const float> rows, std::size_t row, int dim)
{
    const auto width = static_cast<std::size_t>(dim);
    return rows.subspan(row * width, width);
}

std::vector<std::size_t> nearestOf(std::span<const float> rows, std::size_t photo, int dim)
{
    const std::size_t count = rows.size() / static_cast<std::size_t>(dim);
    std::vector<std::pair<float, std::size_t>> scored;
    for (std::size_t i = 0; i < count; ++i)
        if (i != photo)
            scored.emplace_back(-dotOf(rowAt(rows, photo, dim), rowAt(rows, i, dim).data()), i);
    const std::size_t wanted = std::min(kNeighbours, scored.size());
    std::ranges::partial_sort(scored, scored.begin() + static_cast<std::ptrdiff_t>(wanted));
    std::vector<std::size_t> nearest;
    for (std::size_t i = 0; i < wanted; ++i)
        nearest.push_back(scored[i].second);
    std::ranges::sort(nearest);
    return nearest;
}

} // namespace

double keptNeighbours(std::span<const float> before, std::span<const float> after, int dim)
{
    const std::size_t count = before.size() / static_cast<std::size_t>(dim);
    std::size_t kept = 0;
    std::size_t all = 0;
    for (std::size_t photo = 0; photo < count; ++photo) {
        const auto first = nearestOf(before, photo, dim);
        const auto second = nearestOf(after, photo, dim);
        std::vector<std::size_t> both;
        std::ranges::set_intersection(first, second, std::back_inserter(both));
        kept += both.size();
        all += first.size();
    }
    return all > 0 ? static_cast<double>(kept) / static_cast<double>(all) : 1;
}

} // namespace lookalike
