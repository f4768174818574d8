// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/map/photo_map.h"

#include <algorithm>
#include <array>

namespace lookalike {

namespace {

/// A map this small is seen as a whole.
constexpr std::size_t kCoarsestSide = 8;
/// A free cell further away is not near any more.
constexpr std::ptrdiff_t kFarthest = 48;
constexpr std::uint32_t kNowhere = ~0U;

bool isCoarsest(const MapLevel& level)
{
    return std::max(level.columns, level.rows()) <= kCoarsestSide;
}

MapLevel emptyLevelAbove(const MapLevel& level)
{
    MapLevel above;
    above.columns = (level.columns + 1) / 2;
    above.cells.resize(above.columns * ((level.rows() + 1) / 2));
    return above;
}

/// The photos of the cells that a cell of the level above stands for.
std::vector<ContentId> shownBelow(const MapLevel& below, std::size_t column, std::size_t row)
{
    std::vector<ContentId> contents;
    for (std::size_t y = 2 * row; y < 2 * row + 2; ++y)
        for (std::size_t x = 2 * column; x < std::min(2 * column + 2, below.columns); ++x)
            if (const std::size_t cell = y * below.columns + x;
                cell < below.cells.size() && below.cells[cell].isValid())
                contents.push_back(below.cells[cell]);
    return contents;
}

} // namespace

PhotoMap::PhotoMap(MapLevel finest, const Choose& choose)
{
    if (finest.cells.empty())
        return;
    m_levels.push_back(std::move(finest));
    for (std::size_t cell = 0; cell < m_levels[0].cells.size(); ++cell)
        if (m_levels[0].cells[cell].isValid())
            put(m_levels[0].cells[cell], cell);
    while (!isCoarsest(m_levels.back())) {
        MapLevel above = emptyLevelAbove(m_levels.back());
        for (std::size_t cell = 0; cell < above.cells.size(); ++cell) {
            const auto members =
                shownBelow(m_levels.back(), cell % above.columns, cell / above.columns);
            if (!members.empty())
                above.cells[cell] = choose(members);
        }
        m_levels.push_back(std::move(above));
    }
}

std::optional<PhotoMap> PhotoMap::fromLevels(std::vector<MapLevel> levels)
{
    PhotoMap map;
    map.m_levels = std::move(levels);
    for (std::size_t i = 0; i < map.m_levels.size(); ++i) {
        const MapLevel& level = map.m_levels[i];
        const bool isLast = i + 1 == map.m_levels.size();
        if (level.columns == 0 || level.cells.empty() || isCoarsest(level) != isLast)
            return std::nullopt;
        if (isLast)
            break;
        const MapLevel expected = emptyLevelAbove(level);
        if (map.m_levels[i + 1].columns != expected.columns ||
            map.m_levels[i + 1].cells.size() != expected.cells.size())
            return std::nullopt;
    }
    if (map.m_levels.empty())
        return map;
    for (std::size_t cell = 0; cell < map.m_levels[0].cells.size(); ++cell)
        if (const ContentId content = map.m_levels[0].cells[cell];
            content.isValid() && !map.put(content, cell))
            return std::nullopt;
    map.updateCoarserLevels();
    return map;
}

std::optional<std::size_t> PhotoMap::cellOf(ContentId content) const
{
    const auto id = static_cast<std::size_t>(content.value());
    if (id >= m_cellOf.size() || m_cellOf[id] == kNowhere)
        return std::nullopt;
    return m_cellOf[id];
}

bool PhotoMap::put(ContentId content, std::size_t cell)
{
    if (cellOf(content))
        return false;
    const auto id = static_cast<std::size_t>(content.value());
    if (id >= m_cellOf.size())
        m_cellOf.resize(std::max(id + 1, m_cellOf.size() * 3 / 2), kNowhere);
    m_cellOf[id] = static_cast<std::uint32_t>(cell);
    ++m_size;
    return true;
}

std::size_t PhotoMap::removeUnless(const std::function<bool(ContentId)>& keep)
{
    std::size_t removed = 0;
    for (std::size_t cell = 0; !m_levels.empty() && cell < m_levels[0].cells.size(); ++cell) {
        ContentId& content = m_levels[0].cells[cell];
        if (!content.isValid() || keep(content))
            continue;
        m_cellOf[static_cast<std::size_t>(content.value())] = kNowhere;
        content = {};
        ++removed;
    }
    m_size -= removed;
    if (removed > 0)
        updateCoarserLevels();
    return removed;
}

std::size_t PhotoMap::freeCellNear(std::size_t cell) const
{
    const MapLevel& finest = m_levels[0];
    const auto columns = static_cast<std::ptrdiff_t>(finest.columns);
    const auto rows = static_cast<std::ptrdiff_t>(finest.rows());
    const auto column = static_cast<std::ptrdiff_t>(cell) % columns;
    const auto row = static_cast<std::ptrdiff_t>(cell) / columns;
    for (std::ptrdiff_t far = 1; far <= kFarthest; ++far)
        for (std::ptrdiff_t y = std::max<std::ptrdiff_t>(0, row - far);
             y <= std::min(rows - 1, row + far); ++y) {
            const bool isEdge = y == row - far || y == row + far;
            for (std::ptrdiff_t x = column - far; x <= column + far; x += isEdge ? 1 : 2 * far) {
                if (x < 0 || x >= columns)
                    continue;
                const auto at = static_cast<std::size_t>(y * columns + x);
                if (at >= finest.cells.size() || !finest.cells[at].isValid())
                    return at;
            }
        }
    return finest.cells.size();
}

void PhotoMap::add(const std::vector<Newcomer>& newcomers)
{
    if (newcomers.empty())
        return;
    if (m_levels.empty())
        m_levels.push_back({1, {}});
    for (const Newcomer& newcomer : newcomers) {
        const auto neighbour = cellOf(newcomer.neighbour);
        std::vector<ContentId>& cells = m_levels[0].cells;
        const std::size_t cell = neighbour ? freeCellNear(*neighbour) : cells.size();
        if (cell >= cells.size())
            cells.resize(cell + 1);
        cells[cell] = newcomer.content;
        put(newcomer.content, cell);
    }
    updateCoarserLevels();
}

void PhotoMap::updateCoarserLevels()
{
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        if (isCoarsest(m_levels[i])) {
            m_levels.resize(i + 1);
            return;
        }
        if (i + 1 == m_levels.size())
            m_levels.emplace_back();
        MapLevel expected = emptyLevelAbove(m_levels[i]);
        MapLevel& above = m_levels[i + 1];
        above.columns = expected.columns;
        above.cells.resize(expected.cells.size());
        for (std::size_t cell = 0; cell < above.cells.size(); ++cell) {
            const auto members =
                shownBelow(m_levels[i], cell % above.columns, cell / above.columns);
            if (std::ranges::find(members, above.cells[cell]) == members.end())
                above.cells[cell] = members.empty() ? ContentId() : members.front();
        }
    }
}

} // namespace lookalike
