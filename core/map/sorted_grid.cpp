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
constexpr double kShrink = 0.93;
/// Photos of a block change places with each other. A block of more cells than a neighbourhood has
/// would let photos leave it.
constexpr std::size_t kMostBlockSide = 48;
constexpr std::size_t kGroup = 9;
/// Rounds with the smallest neighbourhood.
constexpr int kFinalRounds = 4;

class Sorter {
public:
    Sorter(std::vector<MapPoint> points, std::size_t columns, const SortOptions& options,
           ScanPool& pool, const std::stop_token& stop)
        : m_points(std::move(points))
        , m_shape{columns, (m_points.size() + columns - 1) / columns, m_points.size()}
        , m_seed(options.seed)
        , m_pool(pool)
        , m_stop(stop)
        , m_cells(m_points.size())
    {
        std::iota(m_cells.begin(), m_cells.end(), std::uint32_t{0});
        std::mt19937_64 random(m_seed);
        for (std::size_t i = m_cells.size(); i > 1; --i) // std::shuffle differs between libraries
            std::swap(m_cells[i - 1], m_cells[random() % i]);
    }

    Result<std::vector<std::uint32_t>> sort()
    {
        const auto longer = static_cast<double>(std::max(m_shape.columns, m_shape.rows));
        for (double radius = kFirstRadius * longer; radius > 1; radius *= kShrink)
            if (!round(static_cast<std::size_t>(std::lround(radius))))
                return fail(ErrorCode::Cancelled, "Stopped"_msg);
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

        const std::size_t side = std::min(2 * radius + 1, kMostBlockSide);
        std::mt19937_64 random(m_seed + ++m_round);
        const std::size_t shiftX = random() % side;
        const std::size_t shiftY = random() % side;
        const std::size_t across = (m_shape.columns + shiftX + side - 1) / side;
        const std::size_t down = (m_shape.rows + shiftY + side - 1) / side;
        m_pool.run(across * down, m_pool.width(), [&](std::size_t block, std::size_t) {
            if (m_stop.stop_requested())
                return;
            // The part of the block that lies inside of the grid.
            const auto begin = [side](std::size_t number, std::size_t shift) {
                return number * side - std::min(number * side, shift);
            };
            const std::size_t bx = block % across;
            const std::size_t by = block / across;
            improve({begin(bx, shiftX), std::min((bx + 1) * side - shiftX, m_shape.columns),
                     begin(by, shiftY), std::min((by + 1) * side - shiftY, m_shape.rows)},
                    m_seed + m_round * 0x9E3779B97F4A7C15U + block);
        });
        return !m_stop.stop_requested();
    }

    struct Block {
        std::size_t left, right, top, bottom; ///< the right column and the bottom row are outside
    };

    void improve(const Block& block, std::uint64_t seed)
    {
        std::vector<std::size_t> places;
        for (std::size_t y = block.top; y < block.bottom; ++y)
            for (std::size_t x = block.left; x < block.right; ++x)
                if (const std::size_t place = y * m_shape.columns + x; place < m_cells.size())
                    places.push_back(place);
        std::minstd_rand random(static_cast<std::uint32_t>(seed ^ (seed >> 32U)));
        for (std::size_t i = places.size(); i > 1; --i)
            std::swap(places[i - 1], places[random() % i]);
        for (std::size_t i = 0; i + 1 < places.size(); i += kGroup)
            exchange(std::span(places).subspan(i, std::min(kGroup, places.size() - i)));
    }

    /// Gives each of a few places the photo that suits its neighbourhood best.
    void exchange(std::span<const std::size_t> places)
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

    const std::vector<MapPoint> m_points;
    const GridShape m_shape;
    const std::uint64_t m_seed;
    ScanPool& m_pool;
    const std::stop_token& m_stop;
    std::vector<std::uint32_t> m_cells;
    std::vector<MapPoint> m_means;
    std::vector<MapPoint> m_scratch;
    std::uint64_t m_round = 0;
};

} // namespace

Result<SortedGrid> sortRows(const MapRows& rows, const SortOptions& options, ScanPool& pool,
                            const std::stop_token& stop)
{
    SortedGrid grid;
    const auto square = std::ceil(std::sqrt(static_cast<double>(rows.count)));
    grid.columns = options.columns != 0 ? options.columns : static_cast<std::size_t>(square);
    if (rows.count == 0)
        return grid;
    auto points = projectRows(rows, options.seed, pool, stop);
    if (!points)
        return fail(points);
    auto cells = Sorter(std::move(*points), grid.columns, options, pool, stop).sort();
    if (!cells)
        return fail(cells);
    grid.cells = std::move(*cells);
    return grid;
}

} // namespace lookalike
