// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map/map_view.h"

#include "ui/bridge/thumbnail_provider.h"
#include "ui/models/map_model.h"
#include "ui/state/map_controller.h"
#include "ui/views/map/map_delegate.h"
#include "ui/views/map/map_peek.h"
#include "ui/widgets/theme.h"

#include <QNativeGestureEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

/// Smaller cells show nothing; the next level shows a quarter as many.
constexpr double kSmallestCell = 32;
constexpr double kStep = 1.25;
constexpr double kAnglePerStep = 120; ///< of a mouse wheel, in eighths of a degree

} // namespace

MapView::MapView(MapModel& model, MapController& controller, ThumbnailProvider& thumbnails,
                 QWidget* parent)
    : PannedTable(parent)
    , m_model(model)
    , m_controller(controller)
    , m_thumbnails(thumbnails)
    , m_delegate(new MapDelegate(this))
    , m_peek(new MapPeek(this))
    , m_selection(controller.map())
    , m_lasso(*this)
{
    setModel(&m_model);
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    setAccessibleName(tr("Map"));

    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(0);
    connect(&m_askSoon, &QTimer::timeout, this, &MapView::askForPhotos);
    const auto askSoon = [this] { m_askSoon.start(); };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, askSoon);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, askSoon);
    connect(&m_thumbnails, &ThumbnailProvider::revalidated, this, askSoon);
    connect(&m_thumbnails, &ThumbnailProvider::ready, viewport(), qOverload<>(&QWidget::update));
    connect(&m_controller, &MapController::mapAboutToChange, this,
            [this] { m_kept = m_selection.contents(); });
    connect(&m_controller, &MapController::known, this, [this, askSoon] {
        askSoon();
        viewport()->update();
        Q_EMIT currentContentChanged();
    });
    connect(this, &QAbstractItemView::doubleClicked, this, &MapView::openRequested);
}

double MapView::smallestScale() const
{
    if (m_controller.map().levels().empty())
        return kSmallestCell;
    const MapLevel& finest = m_controller.map().levels()[0];
    return std::min({double(viewport()->width()) / double(finest.columns),
                     double(viewport()->height()) / double(finest.rows()), kLargestCell});
}

void MapView::zoomBy(double steps, std::optional<QPoint> at)
{
    const double scale = m_scale > 0 ? m_scale : smallestScale();
    setScale(scale * std::pow(kStep, steps), at);
}

void MapView::setScale(double scale, std::optional<QPoint> at)
{
    const QPoint fixed = at.value_or(viewport()->rect().center());
    const QPointF fraction = fractionAt(fixed);
    const double smallest = smallestScale();
    m_scale = scale <= smallest ? 0 : std::min(scale, kLargestCell);
    applyScale();
    moveFractionTo(fraction, fixed);
}

void MapView::applyScale()
{
    const double scale = m_scale > 0 ? m_scale : smallestScale();
    std::size_t level = 0;
    double cell = scale;
    while (cell < kSmallestCell && level + 1 < m_model.levels()) {
        cell *= 2;
        ++level;
    }
    if (m_scale <= 0 &&
        level < m_model.levels()) { // a coarse cell may stick out of the finest level
        const MapLevel& shown = m_controller.map().levels()[level];
        cell = std::min({cell, double(viewport()->width()) / double(shown.columns),
                         double(viewport()->height()) / double(shown.rows())});
    }
    const int side = std::max(1, static_cast<int>(cell));
    if (level != m_model.level()) {
        m_model.setLevel(level);
        if (const QModelIndex current = m_model.indexOf(m_current); current.isValid())
            selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        showSelection();
    }
    setCellSide(side);
    m_model.setThumbnailSize(
        ThumbnailCache::sizeFor(static_cast<int>(std::ceil(side * devicePixelRatioF()))));
    updateGeometries();
    m_askSoon.start();
}

void MapView::showMap()
{
    const QPoint middle = viewport()->rect().center();
    const QPointF fraction = fractionAt(middle);
    m_selection.clear();
    m_selection.add(std::exchange(m_kept, {}));
    m_model.setLevel(m_model.level());
    applyScale();
    if (const QModelIndex current = m_model.indexOf(m_current); current.isValid())
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    showSelection();
    moveFractionTo(fraction, middle);
    Q_EMIT selectionEdited();
}

void MapView::showSelection()
{
    QItemSelection cells;
    for (const QRect& piece : m_selection.cells(m_model.level()))
        cells += QItemSelectionRange(m_model.index(piece.top(), piece.left()),
                                     m_model.index(piece.bottom(), piece.right()));
    m_isFollowing = true;
    selectionModel()->select(cells, QItemSelectionModel::ClearAndSelect);
    m_isFollowing = false;
}

bool MapView::hasSelection() const
{
    if (m_isDrawn)
        return m_selection.count() > 0;
    qsizetype cells = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        cells += qsizetype{range.width()} * range.height();
    return cells > 1;
}

void MapView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    PannedTable::selectionChanged(selected, deselected);
    if (m_isFollowing)
        return;
    for (const auto& [cells, isSelected] :
         {std::pair(&deselected, false), std::pair(&selected, true)})
        for (const QItemSelectionRange& range : *cells)
            m_selection.set(
                m_model.level(),
                QRect(QPoint(range.left(), range.top()), QPoint(range.right(), range.bottom())),
                isSelected);
    m_isDrawn = m_lasso.isOpen();
    Q_EMIT selectionEdited();
}

QItemSelectionModel::SelectionFlags MapView::selectionCommand(const QModelIndex& index,
                                                              const QEvent* event) const
{
    // What begins as a click may become panning or a shape: it selects when the button is released.
    if (event != nullptr && (event->type() == QEvent::MouseButtonPress ||
                             event->type() == QEvent::MouseButtonRelease)) {
        const auto* mouse = static_cast<const QMouseEvent*>(event);
        const Qt::KeyboardModifiers keys = mouse->modifiers();
        if (mouse->button() == Qt::LeftButton &&
            (keys == Qt::NoModifier || keys == (Qt::ControlModifier | Qt::ShiftModifier)))
            return QItemSelectionModel::NoUpdate;
    }
    return PannedTable::selectionCommand(index, event);
}

void MapView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_lasso.isOpen())
        m_lasso.abort();
    else if (event->key() == Qt::Key_Escape && hasSelection())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
    else if (isZoomKey(*event))
        zoomBy(event->key() == Qt::Key_Minus ? -1 : 1);
    else
        moveByKey(*event);
}

void MapView::moveByKey(QKeyEvent& event)
{
    const QModelIndex before = currentIndex();
    PannedTable::keyPressEvent(&event);
    if (currentIndex() == before)
        return;
    m_peek->hide();
    peekAt(currentIndex());
}

bool MapView::isZoomKey(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    return modifiers == Qt::NoModifier &&
           (event.key() == Qt::Key_Plus || event.key() == Qt::Key_Minus);
}

bool MapView::event(QEvent* event)
{
    // Elsewhere Plus adds the photo to the query; on a map it zooms.
    if (event->type() == QEvent::ShortcutOverride &&
        isZoomKey(*static_cast<const QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return PannedTable::event(event);
}

void MapView::focusOutEvent(QFocusEvent* event)
{
    m_peek->hide();
    PannedTable::focusOutEvent(event);
}

void MapView::peekAt(const QModelIndex& index)
{
    const QRect cell = visualRect(index);
    if (const SearchHit* photo = m_model.photoAt(index))
        m_peek->show(*photo, index.data(Qt::DecorationRole).value<QImage>(),
                     QRect(viewport()->mapToGlobal(cell.topLeft()), cell.size()));
}

ContentId MapView::currentContent() const
{
    return m_model.contentAt(currentIndex());
}

void MapView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    PannedTable::currentChanged(current, previous);
    if (const ContentId content = m_model.contentAt(current); content.isValid())
        m_current = content;
    Q_EMIT currentContentChanged();
}

void MapView::askForPhotos()
{
    if (!isVisible() || m_model.rowCount() == 0)
        return;
    const QRect cells = shownCells();
    std::vector<ContentId> contents;
    std::vector<std::filesystem::path> paths;
    for (int row = cells.top(); row <= cells.bottom(); ++row)
        for (int column = cells.left(); column <= cells.right(); ++column) {
            const QModelIndex index = m_model.index(row, column);
            if (const ContentId content = m_model.contentAt(index); content.isValid())
                contents.push_back(content);
            if (const SearchHit* photo = m_model.photoAt(index))
                paths.push_back(photo->path);
        }
    m_controller.ask(contents);
    m_thumbnails.showing(paths, m_model.thumbnailSize());
}

void MapView::wheelEvent(QWheelEvent* event)
{
    // A touchpad scrolls by pixels, and zooms by pinching.
    if (!event->pixelDelta().isNull() && !event->modifiers().testFlag(Qt::ControlModifier)) {
        PannedTable::wheelEvent(event);
        return;
    }
    zoomBy(event->angleDelta().y() / kAnglePerStep, event->position().toPoint());
    event->accept();
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    m_peek->hide();
    const QPoint at = event->position().toPoint();
    const Qt::KeyboardModifiers keys = event->modifiers();
    if (event->button() == Qt::MiddleButton ||
        (event->button() == Qt::LeftButton && keys == Qt::NoModifier))
        grab(at);
    else if (event->button() == Qt::LeftButton && keys.testFlag(Qt::ShiftModifier))
        m_lasso.begin(at, keys.testFlag(Qt::ControlModifier));
    PannedTable::mousePressEvent(event);
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    if (isGrabbed())
        panTo(at);
    else if (m_lasso.hasBegun())
        m_lasso.extend(at);
    else if (event->buttons() == Qt::NoButton || event->modifiers() == Qt::ControlModifier)
        PannedTable::mouseMoveEvent(event);
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    PannedTable::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && isGrabbed() && !isPanning())
        selectionModel()->select(indexAt(event->position().toPoint()),
                                 QItemSelectionModel::ClearAndSelect);
    m_lasso.end();
    release();
}

void MapView::resizeEvent(QResizeEvent* event)
{
    PannedTable::resizeEvent(event);
    applyScale();
}

void MapView::showEvent(QShowEvent* event)
{
    PannedTable::showEvent(event);
    m_askSoon.start(); // another page may have asked for its own meanwhile
}

void MapView::paintEvent(QPaintEvent* event)
{
    m_delegate->beginFrame();
    // A table paints nothing where rows begin below the top of what is to be painted.
    QPaintEvent onMap(event->region() & tableRect());
    PannedTable::paintEvent(&onMap);
    if (m_lasso.isOpen()) {
        QPainter painter(viewport());
        m_lasso.paint(painter);
    }
    if (m_delegate->isRough()) // queued: input comes first
        QMetaObject::invokeMethod(
            viewport(), [this] { viewport()->update(); }, Qt::QueuedConnection);
}

bool MapView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomBy(std::log(1 + gesture->value()) / std::log(kStep), gesture->position().toPoint());
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        peekAt(indexAt(help->pos()));
        return true;
    }
    if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel)
        m_peek->hide();
    return PannedTable::viewportEvent(event);
}

} // namespace lookalike
