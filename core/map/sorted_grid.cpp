// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/map/sorted_grid.h"

#include "core/map/assignment.h"
#include "core/map/neighbour_means.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace lookalike {

namespace {

/// The first neighbourhood, as a part of the grid's longer side.
constexpr double kFirstRadius = 0.5;
constexpr double kAspect = 1.5; ///< of the grid
constexpr double kShrink = 0.95;
/// Photos that change places with each other at once.
constexpr std::size_t kGroup = 12;
/// Groups of one task: cancelling waits for one.
constexpr std::size_t kTaskGroups = 256;
/// Rounds with the smallest neighbourhood.
constexpr int kFinalRounds = 4;

/// std::shuffle() differs between standard libraries.
void shuffle(std::span<std::uint32_t> values, std::mt19937_64& random)
{
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[random() % i]);
}

class Sorter {
public:
    Sorter(std::span<const MapPoint> points, std::size_t columns, const SortOptions& options,
           TaskPool& pool, const std::stop_token& stop)
        : m_points(points)
        , m_shape{columns, (m_points.size() + columns - 1) / columns, m_points.size()}
        , m_seed(options.seed)
        , m_pool(pool)
        , m_stop(stop)
        , m_cells(m_points.size())
    {
        std::iota(m_cells.begin(), m_cells.end(), std::uint32_t{0});
        std::mt19937_64 random(m_seed);
        shuffle(m_cells, random);
    }

    Result<std::vector<std::uint32_t>> sort()
    {
        const auto longer = static_cast<double>(std::max(m_shape.columns, m_shape.rows));
        double radius = kFirstRadius * longer;
        while (radius > 1) {
            if (!round(static_cast<std::size_t>(std::lround(radius))))
                return fail(ErrorCode::Cancelled, "Stopped"_msg);
            radius *= kShrink;
        }
        for (int i = 0; i < kFinalRounds; ++i)
            if (!round(1))
                return fail(ErrorCode::Cancelled, "Stopped"_msg);
        return std::move(m_cells);
    }

private:
    bool round(std::size_t radius)
    {
        m_means.assign(m_shape.columns * m_shape.rows, MapPoint{});
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            m_means[i] = m_points[m_cells[i]];
        averageNeighbours(m_means, m_scratch, m_shape, radius, m_pool);
        drawPlaces(2 * radius + 1);
        const std::size_t groups = (m_places.size() + kGroup - 1) / kGroup;
        m_pool.run((groups + kTaskGroups - 1) / kTaskGroups, m_pool.width(),
                   [&](std::size_t task, std::size_t) {
                       if (m_stop.stop_requested())
                           return;
                       const std::size_t end = std::min(groups, (task + 1) * kTaskGroups);
                       for (std::size_t group = task * kTaskGroups; group < end; ++group) {
                           const std::size_t first = group * kGroup;
                           exchange(std::span(m_places).subspan(
                               first, std::min(kGroup, m_places.size() - first)));
                       }
                   });
        return !m_stop.stop_requested();
    }

    /// Orders all places at random within blocks of the grid that lie elsewhere each time, so that
    /// those that follow each other are neighbours.
    void drawPlaces(std::size_t side)
    {
        std::mt19937_64 random(m_seed + ++m_round);
        const std::size_t shiftX = random() % side;
        const std::size_t shiftY = random() % side;
        m_places.clear();
        const auto nextEdge = [side](std::size_t at, std::size_t shift, std::size_t end) {
            return std::min(end, (at + shift) / side * side + side - shift);
        };
        for (std::size_t top = 0; top < m_shape.rows;) {
            const std::size_t bottom = nextEdge(top, shiftY, m_shape.rows);
            for (std::size_t left = 0; left < m_shape.columns;) {
                const std::size_t right = nextEdge(left, shiftX, m_shape.columns);
                const std::size_t first = m_places.size();
                for (std::size_t y = top; y < bottom; ++y)
                    for (std::size_t x = left; x < right; ++x)
                        if (const std::size_t place = y * m_shape.columns + x;
                            place < m_cells.size())
                            m_places.push_back(static_cast<std::uint32_t>(place));
                shuffle(std::span(m_places).subspan(first), random);
                left = right;
            }
            top = bottom;
        }
    }

    /// Gives each of a few places the photo that suits its neighbourhood best.
    void exchange(std::span<const std::uint32_t> places)
    {
        const std::size_t size = places.size();
        std::array<std::uint32_t, kMaxAssigned> photos{};
        std::array<float, kMaxAssigned * kMaxAssigned> costs{};
        for (std::size_t i = 0; i < size; ++i)
            photos[i] = m_cells[places[i]];
        // |photo - mean|^2, less what is the same for every assignment
        for (std::size_t i = 0; i < size; ++i)
            for (std::size_t j = 0; j < size; ++j)
                costs[i * size + j] = -dot(m_points[photos[i]], m_means[places[j]]);
        const auto photoOf = assign(costs, size);
        for (std::size_t j = 0; j < size; ++j)
            m_cells[places[j]] = photos[photoOf[j]];
    }

    const std::span<const MapPoint> m_points;
    const GridShape m_shape;
    const std::uint64_t m_seed;
    TaskPool& m_pool;
    const std::stop_token& m_stop;
    std::vector<std::uint32_t> m_cells;
    std::vector<std::uint32_t> m_places;
    std::vector<MapPoint> m_means;
    std::vector<MapPoint> m_scratch;
    std::uint64_t m_round = 0;
};

} // namespace

Result<SortedGrid> sortPoints(std::span<const MapPoint> points, const SortOptions& options,
                              TaskPool& pool, const std::stop_token& stop)
{
    SortedGrid grid;
    const double wide = std::ceil(std::sqrt(kAspect * static_cast<double>(points.size())));
    grid.columns = options.columns != 0 ? options.columns : static_cast<std::size_t>(wide);
    if (points.empty())
        return grid;
    auto cells = Sorter(points, grid.columns, options, pool, stop).sort();
    if (!cells)
        return fail(cells);
    grid.cells = std::move(*cells);
    return grid;
}

Result<SortedGrid> sortRows(const MapRows& rows, const SortOptions& options, TaskPool& pool,
                            const std::stop_token& stop)
{
    const auto points = projectRows(rows, options.seed, pool, stop);
    if (!points)
        return fail(points);
    return sortPoints(*points, options, pool, stop);
}

} // namespace lookalike
