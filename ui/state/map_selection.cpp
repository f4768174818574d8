// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/map_selection.h"

#include <algorithm>

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
            m_isSelected[cell] = selected && finest.cells[cell].isValid();
    }
}

void MapSelection::add(const std::vector<ContentId>& contents)
{
    if (m_map.levels().empty())
        return;
    m_isSelected.resize(m_map.levels()[0].cells.size());
    for (const ContentId content : contents)
        if (const auto cell = m_map.cellOf(content))
            m_isSelected[*cell] = true;
}

std::size_t MapSelection::count() const
{
    return static_cast<std::size_t>(std::ranges::count(m_isSelected, true));
}

std::vector<ContentId> MapSelection::contents() const
{
    std::vector<ContentId> contents;
    for (std::size_t cell = 0; cell < m_isSelected.size(); ++cell)
        if (m_isSelected[cell])
            contents.push_back(m_map.levels()[0].cells[cell]);
    return contents;
}

std::vector<QRect> MapSelection::cells(std::size_t level) const
{
    if (m_isSelected.empty() || level >= m_map.levels().size())
        return {};
    const std::size_t columns = m_map.levels()[0].columns;
    const MapLevel& shown = m_map.levels()[level];
    std::vector<bool> selected(shown.cells.size());
    for (std::size_t cell = 0; cell < m_isSelected.size(); ++cell)
        if (m_isSelected[cell])
            selected[((cell / columns) >> level) * shown.columns + ((cell % columns) >> level)] =
                true;
    std::vector<QRect> pieces;
    for (std::size_t cell = 0; cell < selected.size(); ++cell) {
        if (!selected[cell])
            continue;
        const QPoint at(static_cast<int>(cell % shown.columns),
                        static_cast<int>(cell / shown.columns));
        if (!pieces.empty() && pieces.back().topRight() + QPoint(1, 0) == at)
            pieces.back().setRight(at.x());
        else
            pieces.emplace_back(at, at);
    }
    return pieces;
}

} // namespace lookalike
