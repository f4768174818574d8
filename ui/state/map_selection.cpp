// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/map_selection.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lookalike {

void MapSelection::set(std::size_t level, const QRect& cells, bool selected)
{
    if (m_map.levels().empty() || cells.isEmpty() || (!selected && m_isSelected.empty()))
        return;
    const MapLevel& finest = m_map.levels()[0];
    m_isSelected.resize(finest.cells.size());
    const auto first = [level](int at) { return static_cast<std::size_t>(at) << level; };
    const std::size_t right = std::min(first(cells.right() + 1), finest.columns);
    const std::size_t bottom = std::min(first(cells.bottom() + 1), finest.rows());
    for (std::size_t row = first(cells.top()); row < bottom; ++row) {
        const std::size_t line = row * finest.columns;
        const std::size_t end = std::min(line + right, finest.cells.size());
        for (std::size_t cell = line + first(cells.left()); cell < end; ++cell)
            put(cell, selected && finest.cells[cell].isValid());
    }
}

void MapSelection::add(const std::vector<ContentId>& contents)
{
    if (m_map.levels().empty())
        return;
    m_isSelected.resize(m_map.levels()[0].cells.size());
    for (const ContentId content : contents)
        if (const auto cell = m_map.cellOf(content))
            put(*cell, true);
}

void MapSelection::clear()
{
    m_isSelected.clear();
    m_count = 0;
}

std::vector<ContentId> MapSelection::contents() const
{
    std::vector<ContentId> contents;
    contents.reserve(m_count);
    for (std::size_t cell = 0; cell < m_isSelected.size(); ++cell)
        if (m_isSelected[cell])
            contents.push_back(m_map.levels()[0].cells[cell]);
    return contents;
}

std::vector<bool> MapSelection::shownOn(std::size_t level) const
{
    if (level == 0)
        return m_isSelected;
    const MapLevel& finest = m_map.levels()[0];
    const MapLevel& coarse = m_map.levels()[level];
    std::vector<bool> shown(coarse.cells.size());
    std::size_t cell = 0;
    for (std::size_t row = 0; row < finest.rows(); ++row) {
        const std::size_t above = (row >> level) * coarse.columns;
        for (std::size_t column = 0; column < finest.columns && cell < m_isSelected.size();
             ++column, ++cell)
            if (m_isSelected[cell])
                shown[above + (column >> level)] = true;
    }
    return shown;
}

std::vector<QRect> MapSelection::cells(std::size_t level) const
{
    if (m_count == 0 || level >= m_map.levels().size())
        return {};
    const std::vector<bool> shown = shownOn(level);
    const int columns = static_cast<int>(m_map.levels()[level].columns);
    const int count = static_cast<int>(shown.size());
    const auto isShown = [&](int cell) { return shown[static_cast<std::size_t>(cell)]; };
    std::vector<QRect> pieces;
    std::map<std::pair<int, int>, std::size_t> lineBefore; // pieces that end there, by their sides
    for (int row = 0; row * columns < count; ++row) {
        std::map<std::pair<int, int>, std::size_t> line;
        const int end = std::min(columns, count - row * columns);
        for (int left = 0; left < end; ++left) {
            if (!isShown(row * columns + left))
                continue;
            int right = left;
            while (right + 1 < end && isShown(row * columns + right + 1))
                ++right;
            const auto above = lineBefore.find({left, right});
            if (above != lineBefore.end())
                pieces[above->second].setBottom(row);
            else
                pieces.emplace_back(QPoint(left, row), QPoint(right, row));
            line[{left, right}] = above != lineBefore.end() ? above->second : pieces.size() - 1;
            left = right;
        }
        lineBefore = std::move(line);
    }
    return pieces;
}

void MapSelection::put(std::size_t cell, bool selected)
{
    if (m_isSelected[cell] == selected)
        return;
    m_isSelected[cell] = selected;
    selected ? ++m_count : --m_count;
}

} // namespace lookalike
