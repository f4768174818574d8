// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/library_place.h"

#include "ui/models/library_model.h"
#include "ui/views/library/library_grid.h"

#include <QScrollBar>
#include <algorithm>

namespace lookalike {

void LibraryPlace::remember(const LibraryGrid& grid, const LibraryModel& model)
{
    *this = LibraryPlace();
    if (model.rowCount() == 0)
        return;
    if (const QModelIndex current = grid.currentIndex(); current.isValid()) {
        m_current = model.content(current.row());
        m_currentRow = current.row();
    }
    m_wasAtStart = grid.verticalScrollBar()->value() == 0;
    const bool isSeen = m_current.isValid() &&
                        grid.viewport()->rect().intersects(grid.visualRect(grid.currentIndex()));
    m_anchorRow = isSeen ? m_currentRow : grid.firstSeen();
    m_anchor = model.content(m_anchorRow);
    m_top = grid.visualRect(model.index(m_anchorRow)).top();
    for (const QItemSelectionRange& range : grid.selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const auto id = static_cast<std::size_t>(model.content(row).value());
            if (id >= m_selected.size())
                m_selected.resize(std::max(id + 1, 2 * m_selected.size()));
            m_selected[id] = true;
        }
}

void LibraryPlace::select(LibraryGrid& grid, const LibraryModel& model) const
{
    if (m_selected.empty())
        return;
    QItemSelection selection;
    int begin = -1; // of the range that is being collected
    const int count = model.rowCount();
    for (int row = 0; row <= count; ++row) {
        const auto id =
            row < count ? static_cast<std::size_t>(model.content(row).value()) : m_selected.size();
        const bool isSelected = id < m_selected.size() && m_selected[id];
        if (isSelected && begin < 0)
            begin = row;
        if (!isSelected && begin >= 0) {
            selection.append(QItemSelectionRange(model.index(begin), model.index(row - 1)));
            begin = -1;
        }
    }
    grid.selectionModel()->select(selection, QItemSelectionModel::Select);
}

void LibraryPlace::restore(LibraryGrid& grid, const LibraryModel& model, bool isSameOrder) const
{
    const int count = model.rowCount();
    if (count == 0)
        return;
    const int known = m_current.isValid() ? model.rowOf(m_current) : -1;
    const int row = known >= 0 ? known : std::clamp(isSameOrder ? m_currentRow : 0, 0, count - 1);
    select(grid, model);
    // A photo that took the place of the current one is selected as if the user had gone there.
    grid.selectionModel()->setCurrentIndex(model.index(row),
                                           grid.selectionModel()->hasSelection()
                                               ? QItemSelectionModel::NoUpdate
                                               : QItemSelectionModel::ClearAndSelect);
    if (!isSameOrder) {
        grid.scrollTo(model.index(row), QAbstractItemView::PositionAtCenter);
        return;
    }
    const int anchor = m_anchor.isValid() ? model.rowOf(m_anchor) : 0;
    if (m_wasAtStart)
        grid.verticalScrollBar()->setValue(0);
    else
        grid.showAt(anchor >= 0 ? anchor : std::min(m_anchorRow, count - 1), m_top);
}

} // namespace lookalike
