// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/results_grid.h"

#include "ui/bridge/thumbnail_provider.h"
#include "ui/models/results_model.h"

#include <algorithm>
#include <vector>

namespace lookalike {

ResultsGrid::ResultsGrid(ResultsModel& model, ThumbnailProvider& thumbnails, QWidget* parent)
    : PhotoGrid(model, thumbnails, {kSmallestCell, kLargestCell, kDefaultCell}, parent)
    , m_model(model)
{
    setAccessibleName(tr("Results"));
    updateGrid();
}

int ResultsGrid::thumbnailSize() const
{
    return m_model.thumbnailSize();
}

void ResultsGrid::setThumbnailSize(int size)
{
    m_model.setThumbnailSize(size);
}

void ResultsGrid::askForThumbnails()
{
    const int rowHeight = gridSize().height();
    const int first = verticalOffset() / rowHeight * columns();
    const int shown = (viewport()->height() / rowHeight + 2) * columns();
    std::vector<std::filesystem::path> paths;
    // One screen ahead, then what was just left behind. Where there are fewer results than a moment
    // ago, the view may not have scrolled back yet.
    const int count = m_model.rowCount();
    const int begin = std::clamp(first, 0, count);
    const int end = std::min(count, begin + 2 * shown);
    for (int row = begin; row < end; ++row)
        paths.push_back(m_model.hit(row).path);
    for (int row = begin - 1; row >= std::max(0, begin - shown / 2); --row)
        paths.push_back(m_model.hit(row).path);
    thumbnails().showing(paths, m_model.thumbnailSize());
}

QModelIndex ResultsGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int count = m_model.rowCount();
    if (count == 0)
        return {};
    if (!currentIndex().isValid())
        return m_model.index(0);
    const int row = currentIndex().row();
    const int page = std::max(1, viewport()->height() / gridSize().height()) * columns();
    const auto vertical = [&](int step) {
        // Stay in the column; the last row may be short.
        const int target = row + step;
        return target < 0 || target >= count ? row : target;
    };
    int target = row;
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        target = row - 1;
        break;
    case MoveRight:
    case MoveNext:
        target = row + 1;
        break;
    case MoveUp:
        target = vertical(-columns());
        break;
    case MoveDown:
        target = vertical(columns());
        // From the row above a short last one, down goes to the last item.
        if (target == row && row / columns() < (count - 1) / columns())
            target = count - 1;
        break;
    case MovePageUp:
        target = std::max(row - page, row % columns());
        break;
    case MovePageDown:
        target = std::min(row + page, count - 1);
        break;
    case MoveHome:
        target = 0;
        break;
    case MoveEnd:
        target = count - 1;
        break;
    default:
        return QListView::moveCursor(action, modifiers);
    }
    return m_model.index(std::clamp(target, 0, count - 1));
}

} // namespace lookalike
