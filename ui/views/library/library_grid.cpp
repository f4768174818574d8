// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/library_grid.h"

#include "ui/models/library_model.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <utility>

namespace lookalike {

LibraryGrid::LibraryGrid(LibraryModel& model, ThumbnailProvider& thumbnails, QWidget* parent)
    : PhotoGrid(model, thumbnails, {kSmallestCell, kLargestCell, kDefaultCell}, parent)
    , m_model(model)
    , m_sections(model)
{
    setAccessibleName(tr("Photos"));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the scrubber stands beside the grid
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_sections.reset();
        scheduleDelayedItemsLayout();
        askSoon();
    });
    updateGrid();
}

void LibraryGrid::setOrder(PhotoOrder order)
{
    m_sections.setOrder(order);
    scheduleDelayedItemsLayout();
}

int LibraryGrid::headingHeight() const
{
    return m_sections.headingHeight(fontMetrics());
}

const SectionLayout& LibraryGrid::laid() const
{
    return m_sections.layOut(cellSize(), gridSize(), columns(), fontMetrics());
}

void LibraryGrid::reset()
{
    m_sections.reset();
    PhotoGrid::reset();
}

void LibraryGrid::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    Q_EMIT laidOut();
}

void LibraryGrid::updateGeometries()
{
    QScrollBar& bar = *verticalScrollBar();
    bar.setPageStep(viewport()->height());
    bar.setRange(0, std::max(0, laid().height() - viewport()->height()));
    QAbstractItemView::updateGeometries();
}

int LibraryGrid::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect LibraryGrid::visualRect(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    return laid().rectOf(index.row()).translated(0, -verticalOffset());
}

QModelIndex LibraryGrid::indexAt(const QPoint& point) const
{
    if (headingAt(point) >= 0)
        return {};
    const int row = laid().itemAt(point + QPoint(0, verticalOffset()));
    return row < 0 ? QModelIndex() : m_model.index(row);
}

void LibraryGrid::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    executeDelayedItemsLayout(); // sets the scroll bar's range
    const QRect rect = laid().rectOf(index.row());
    QScrollBar& bar = *verticalScrollBar();
    const int highest = rect.top() - headingHeight(); // a heading covers the top
    const int lowest = rect.bottom() + 1 - viewport()->height();
    switch (hint) {
    case EnsureVisible:
        if (bar.value() > highest)
            bar.setValue(highest);
        else if (bar.value() < lowest)
            bar.setValue(std::min(lowest, highest));
        break;
    case PositionAtTop:
        bar.setValue(highest);
        break;
    case PositionAtBottom:
        bar.setValue(lowest);
        break;
    case PositionAtCenter:
        bar.setValue((highest + lowest) / 2);
        break;
    }
}

int LibraryGrid::firstSeen() const
{
    // Below the heading at the top.
    return std::max(0, laid().itemNear({0, verticalOffset() + headingHeight()}));
}

void LibraryGrid::showAt(int row, int top)
{
    executeDelayedItemsLayout(); // sets the scroll bar's range
    verticalScrollBar()->setValue(laid().rectOf(row).top() - top);
}

std::pair<int, int> LibraryGrid::seen() const
{
    const int top = verticalOffset();
    return laid().itemsBetween(top, top + viewport()->height());
}

void LibraryGrid::askForThumbnails()
{
    if (m_model.rowCount() == 0)
        return;
    const auto [begin, end] = seen();
    const int count = m_model.rowCount();
    const int screen = end - begin;
    std::vector<int> shown;
    std::vector<int> nearby; // one screen ahead, then what was just left behind
    for (int row = begin; row < end; ++row)
        shown.push_back(row);
    for (int row = end; row < std::min(count, end + screen); ++row)
        nearby.push_back(row);
    for (int row = begin - 1; row >= std::max(0, begin - screen / 2); --row)
        nearby.push_back(row);
    m_model.ask(shown, nearby);
}

int LibraryGrid::thumbnailSize() const
{
    return m_model.thumbnailSize();
}

void LibraryGrid::setThumbnailSize(int size)
{
    m_model.setThumbnailSize(size);
}

int LibraryGrid::headingAt(const QPoint& point) const
{
    static_cast<void>(laid());
    return m_sections.headingAt(point, verticalOffset(), viewport()->width());
}

void LibraryGrid::paintEvent(QPaintEvent* event)
{
    if (m_model.rowCount() == 0)
        return;
    beginFrame();
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state & ~(QStyle::State_Selected | QStyle::State_HasFocus);
    const QRect area = event->rect();
    const auto [begin, end] =
        laid().itemsBetween(verticalOffset() + area.top(), verticalOffset() + area.bottom() + 1);
    for (int row = begin; row < end; ++row) {
        const QModelIndex index = m_model.index(row);
        option.rect = visualRect(index);
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
    const int lastSection = laid().sectionAt(verticalOffset() + viewport()->height());
    for (int section = laid().sectionAt(verticalOffset()); section <= lastSection; ++section)
        m_sections.paintHeading(
            painter, section,
            m_sections.headingRect(section, verticalOffset(), viewport()->width()));
    endFrame();
}

void LibraryGrid::scrollContentsBy(int, int)
{
    viewport()->update(); // the heading at the top stays
}

void LibraryGrid::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                              const QList<int>& roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
}

void LibraryGrid::rowsInserted(const QModelIndex& parent, int start, int end)
{
    m_sections.reset();
    QAbstractItemView::rowsInserted(parent, start, end);
    scheduleDelayedItemsLayout();
}

void LibraryGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (QAccessible::isActive() && current.isValid() && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

void LibraryGrid::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    if (QAccessible::isActive() && currentIndex().isValid()) {
        QAccessibleEvent event(this, QAccessible::Selection);
        event.setChild(currentIndex().row());
        QAccessible::updateAccessibility(&event);
    }
}

void LibraryGrid::selectAll()
{
    if (const int count = m_model.rowCount(); count > 0)
        selectionModel()->select(QItemSelection(m_model.index(0), m_model.index(count - 1)),
                                 QItemSelectionModel::ClearAndSelect);
}

void LibraryGrid::mousePressEvent(QMouseEvent* event)
{
    const int section = headingAt(event->position().toPoint());
    if (section < 0 || event->button() != Qt::LeftButton) {
        PhotoGrid::mousePressEvent(event);
        return;
    }
    // All photos below the heading.
    const QItemSelection photos(m_model.index(laid().firstOf(section)),
                                m_model.index(laid().endOf(section) - 1));
    selectionModel()->select(photos, event->modifiers().testFlag(Qt::ControlModifier)
                                         ? QItemSelectionModel::Toggle
                                         : QItemSelectionModel::ClearAndSelect);
    selectionModel()->setCurrentIndex(photos.front().topLeft(), QItemSelectionModel::NoUpdate);
}

void LibraryGrid::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    const QPoint offset(0, verticalOffset());
    const SectionLayout& layout = laid();
    QItemSelection selection;
    if (state() == DragSelectingState) {
        const QRect area = rect.normalized().translated(offset);
        const auto [begin, end] = layout.itemsBetween(area.top(), area.bottom() + 1);
        for (int row = begin; row < end; ++row)
            if (layout.rectOf(row).intersects(area))
                selection.select(m_model.index(row), m_model.index(row));
    } else if (rect.width() == 1 && rect.height() == 1) {
        if (const int row = layout.itemAt(rect.topLeft() + offset); row >= 0)
            selection.select(m_model.index(row), m_model.index(row));
    } else { // from one photo to another, in their order
        const int from = layout.itemNear(rect.topLeft() + offset);
        const int to = layout.itemNear(rect.bottomRight() + offset);
        if (from >= 0 && to >= 0)
            selection.select(m_model.index(std::min(from, to)), m_model.index(std::max(from, to)));
    }
    selectionModel()->select(selection, command);
}

QRegion LibraryGrid::visualRegionForSelection(const QItemSelection& selection) const
{
    return selection.isEmpty() ? QRegion() : QRegion(viewport()->rect());
}

int LibraryGrid::rowVertically(int row, CursorAction action) const
{
    const SectionLayout& layout = laid();
    if (action == MoveUp)
        return layout.above(row);
    if (action == MoveDown)
        return layout.below(row);
    const QPoint center = layout.rectOf(row).center();
    const int page = std::max(viewport()->height() - headingHeight() - gridSize().height() / 2,
                              gridSize().height());
    const int y = center.y() + (action == MovePageUp ? -page : page);
    return layout.itemNear({center.x(), std::clamp(y, 0, std::max(0, layout.height() - 1))});
}

void LibraryGrid::keyboardSearch(const QString& search)
{
    const auto [text, withCurrent] = m_typeAhead.add(search);
    if (m_model.rowCount() == 0)
        return;
    const int row = m_model.rowNamed(text, currentIndex().row(), withCurrent);
    if (row >= 0)
        setCurrentIndex(m_model.index(row));
}

std::vector<Scrubber::Mark> LibraryGrid::marks() const
{
    static_cast<void>(laid());
    return m_sections.marks();
}

QString LibraryGrid::placeText(int value) const
{
    static_cast<void>(laid());
    return m_sections.placeText(value);
}

} // namespace lookalike
