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

int ResultsGrid::rowVertically(int row, CursorAction action) const
{
    const int count = m_model.rowCount();
    const int page = std::max(1, viewport()->height() / gridSize().height()) * columns();
    switch (action) {
    case MoveUp:
        return row < columns() ? row : row - columns(); // stays in its column
    case MoveDown:
        if (row + columns() < count)
            return row + columns();
        // From the row above a short last one, down goes to the last item.
        return row / columns() < (count - 1) / columns() ? count - 1 : row;
    case MovePageUp:
        return std::max(row - page, row % columns());
    default:
        return std::min(row + page, count - 1);
    }
}

} // namespace lookalike
