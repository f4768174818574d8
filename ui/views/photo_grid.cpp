// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/photo_grid.h"

#include "ui/bridge/thumbnail_provider.h"
#include "ui/views/photo_tile_delegate.h"
#include "ui/views/search/drag_picture.h"
#include "ui/widgets/theme.h"

#include <QDrag>
#include <QMimeData>
#include <QResizeEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lookalike {

namespace {

constexpr int kZoomStep = 16;
constexpr int kAnglePerZoomStep = 120; ///< of a mouse wheel, in eighths of a degree

} // namespace

PhotoGrid::PhotoGrid(QAbstractItemModel& model, ThumbnailProvider& thumbnails, const Cells& cells,
                     QWidget* parent)
    : QListView(parent)
    , m_cells(cells)
    , m_thumbnails(thumbnails)
    , m_delegate(new PhotoTileDelegate(this))
    , m_place(*this)
    , m_wantedCell(cells.standard)
{
    setModel(&model);
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

    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(0);
    connect(&m_askSoon, &QTimer::timeout, this, [this] { askForThumbnails(); });
    const auto soon = [this] { askSoon(); };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, soon);
    connect(&model, &QAbstractItemModel::modelReset, this, soon);
    connect(&model, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&model, &QAbstractItemModel::layoutChanged, this, soon);
    connect(&m_thumbnails, &ThumbnailProvider::revalidated, this, soon);
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT openRequested(index.row()); });
}

void PhotoGrid::setCellSize(int side)
{
    side = std::clamp(side, m_cells.smallest, m_cells.largest);
    if (side == m_wantedCell)
        return;
    m_wantedCell = side;
    updateGrid();
    Q_EMIT cellSizeChanged(side);
}

void PhotoGrid::setCropped(bool cropped)
{
    m_delegate->setCropped(cropped);
    viewport()->update();
}

int PhotoGrid::columns() const
{
    return std::max(1, viewport()->width() / gridSize().width());
}

void PhotoGrid::updateGrid()
{
    m_place.hold(viewport()->size());
    // What is left over at the end of a row is shared among its cells.
    const int gap = PhotoTileDelegate::itemSize(m_wantedCell, fontMetrics()).width() - m_wantedCell;
    const int width = std::max(viewport()->width() - 1, m_wantedCell + gap);
    const int count = std::max(1, width / (m_wantedCell + gap));
    const int side = width / count - gap;
    m_side = side;
    m_delegate->setCellSize(side);
    m_delegate->setArea(viewport()->size() * devicePixelRatioF());
    const QSize item = PhotoTileDelegate::itemSize(side, fontMetrics());
    if (gridSize() != item)
        setGridSize(item);
    executeDelayedItemsLayout();
    m_place.restore();
    verticalScrollBar()->setSingleStep(item.height() / 3);
    setThumbnailSize(wantedThumbnail());
    askSoon();
    if (std::exchange(m_columns, columns()) != m_columns)
        Q_EMIT columnsChanged(m_columns);
}

int PhotoGrid::wantedThumbnail() const
{
    return ThumbnailCache::sizeFor(static_cast<int>(std::ceil(m_side * devicePixelRatioF())));
}

QList<int> PhotoGrid::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows += row;
    std::sort(rows.begin(), rows.end());
    return rows;
}

void PhotoGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

QModelIndex PhotoGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = model()->rowCount();
    if (count == 0)
        return {};
    if (!currentIndex().isValid())
        return model()->index(0, 0);
    const int row = currentIndex().row();
    const int target = [&] {
        switch (action) {
        case MoveLeft:
        case MovePrevious:
            return row - 1;
        case MoveRight:
        case MoveNext:
            return row + 1;
        case MoveHome:
            return 0;
        case MoveEnd:
            return count - 1;
        default:
            return rowVertically(row, action);
        }
    }();
    return model()->index(std::clamp(target, 0, count - 1), 0);
}

void PhotoGrid::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QListView::wheelEvent(event);
        return;
    }
    setCellSize(m_wantedCell + kZoomStep * event->angleDelta().y() / kAnglePerZoomStep);
    event->accept();
}

void PhotoGrid::startDrag(Qt::DropActions actions)
{
    const QModelIndexList indexes = selectionModel()->selectedIndexes();
    if (indexes.isEmpty())
        return;
    auto* drag = new QDrag(this); // deleted by Qt when the drag ends
    QMimeData* photos = model()->mimeData(indexes);
    const auto files = photos->data(QStringLiteral("text/uri-list")).count('\n');
    drag->setMimeData(photos);
    drag->setPixmap(dragPicture(currentIndex().data(Qt::DecorationRole).value<QImage>(),
                                static_cast<int>(files), devicePixelRatioF()));
    drag->exec(actions, Qt::CopyAction);
}

void PhotoGrid::resizeEvent(QResizeEvent* event)
{
    m_place.hold(event->oldSize());
    QListView::resizeEvent(event);
    updateGrid();
}

void PhotoGrid::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    askSoon(); // another page may have asked for its own meanwhile
}

void PhotoGrid::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGrid();
}

void PhotoGrid::paintEvent(QPaintEvent* event)
{
    beginFrame();
    QListView::paintEvent(event);
    endFrame();
}

void PhotoGrid::beginFrame()
{
    if (wantedThumbnail() != thumbnailSize()) // another screen may have another scale
        updateGrid();
    m_delegate->beginFrame();
}

void PhotoGrid::endFrame()
{
    if (m_delegate->isRough()) // queued: input comes first
        QMetaObject::invokeMethod(
            viewport(), [this] { viewport()->update(); }, Qt::QueuedConnection);
}

} // namespace lookalike
