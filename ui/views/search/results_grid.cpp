// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/results_grid.h"

#include "ui/bridge/thumbnail_provider.h"
#include "ui/models/results_model.h"
#include "ui/views/search/drag_picture.h"
#include "ui/views/search/results_delegate.h"
#include "ui/widgets/theme.h"

#include <QDrag>
#include <QMimeData>
#include <QResizeEvent>
#include <QScrollBar>
#include <QWheelEvent>

namespace lookalike {

namespace {

constexpr int kZoomStep = 16;
constexpr int kAnglePerStep = 120; ///< of a mouse wheel, in eighths of a degree

} // namespace

ResultsGrid::ResultsGrid(ResultsModel& model, ThumbnailProvider& thumbnails, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_thumbnails(thumbnails)
    , m_delegate(new ResultsDelegate(this))
    , m_place(*this)
{
    setModel(&m_model);
    setItemDelegate(m_delegate);
    setViewMode(ListMode);
    setFlow(LeftToRight);
    setWrapping(true);
    setUniformItemSizes(true);
    setResizeMode(Adjust);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // so that columns do not jump
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setMouseTracking(false);
    setFrameShape(NoFrame);
    setViewportMargins(metrics::kGap, 0, 0, 0);
    setAccessibleName(tr("Results"));

    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(0);
    connect(&m_askSoon, &QTimer::timeout, this, &ResultsGrid::askForThumbnails);
    const auto askSoon = [this] { m_askSoon.start(); };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, askSoon);
    connect(&m_model, &QAbstractItemModel::modelReset, this, askSoon);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, askSoon);
    connect(&m_thumbnails, &ThumbnailProvider::revalidated, this, askSoon);
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT openRequested(index.row()); });
    updateGrid();
}

void ResultsGrid::setCellSize(int side)
{
    side = std::clamp(side, kSmallestCell, kLargestCell);
    if (side == m_wantedCell)
        return;
    m_wantedCell = side;
    updateGrid();
    Q_EMIT cellSizeChanged(side);
}

void ResultsGrid::setCropped(bool cropped)
{
    m_cropped = cropped;
    m_delegate->setCropped(cropped);
    viewport()->update();
}

int ResultsGrid::columns() const
{
    return std::max(1, viewport()->width() / gridSize().width());
}

void ResultsGrid::updateGrid()
{
    m_place.hold(viewport()->size());
    // What is left over at the end of a row is shared among its cells.
    const int width = std::max(viewport()->width() - 1, m_wantedCell + metrics::kGap);
    const int count = std::max(1, width / (m_wantedCell + metrics::kGap));
    const int side = width / count - metrics::kGap;
    m_delegate->setCellSize(side);
    const QSize item = ResultsDelegate::itemSize(side, fontMetrics());
    if (gridSize() != item)
        setGridSize(item);
    m_place.restore();
    verticalScrollBar()->setSingleStep(item.height() / 3);
    const int pixels = static_cast<int>(std::ceil(side * devicePixelRatioF()));
    m_model.setThumbnailSize(ThumbnailCache::sizeFor(pixels));
    m_askSoon.start();
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
    m_thumbnails.showing(paths, m_model.thumbnailSize());
}

QList<int> ResultsGrid::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedIndexes())
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
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

void ResultsGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

void ResultsGrid::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QListView::wheelEvent(event);
        return;
    }
    setCellSize(m_wantedCell + kZoomStep * event->angleDelta().y() / kAnglePerStep);
    event->accept();
}

void ResultsGrid::startDrag(Qt::DropActions actions)
{
    const QModelIndexList indexes = selectionModel()->selectedIndexes();
    if (indexes.isEmpty())
        return;
    auto* drag = new QDrag(this); // deleted by Qt when the drag ends
    drag->setMimeData(m_model.mimeData(indexes));
    drag->setPixmap(dragPicture(currentIndex().data(Qt::DecorationRole).value<QImage>(),
                                static_cast<int>(indexes.size()), devicePixelRatioF()));
    drag->exec(actions, Qt::CopyAction);
}

void ResultsGrid::resizeEvent(QResizeEvent* event)
{
    m_place.hold(event->oldSize());
    QListView::resizeEvent(event);
    updateGrid();
}

void ResultsGrid::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    m_askSoon.start(); // another page may have asked for its own meanwhile
}

void ResultsGrid::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGrid();
}

void ResultsGrid::paintEvent(QPaintEvent* event)
{
    // Another screen may have another scale.
    const int pixels =
        static_cast<int>(std::ceil((gridSize().width() - metrics::kGap) * devicePixelRatioF()));
    if (ThumbnailCache::sizeFor(pixels) != m_model.thumbnailSize())
        updateGrid();
    QListView::paintEvent(event);
}

} // namespace lookalike
