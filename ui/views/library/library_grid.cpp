// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/library_grid.h"

#include "core/library/photo_list.h"
#include "ui/models/library_model.h"
#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleHints>
#include <algorithm>
#include <iterator>
#include <utility>

namespace lookalike {

namespace {

// Sides of cells from which photos are seen by days, and by months.
constexpr int kDayCell = 112;
constexpr int kMonthCell = 64;
/// Photos that a heading is to have below it on average: where the user took one a week, days would
/// leave most of the page empty.
constexpr int kFewPhotos = 3;
constexpr int kMostMarks = 500; ///< more than fit beside any grid

} // namespace

LibraryGrid::LibraryGrid(LibraryModel& model, ThumbnailProvider& thumbnails, QWidget* parent)
    : PhotoGrid(model, thumbnails, {kSmallestCell, kLargestCell, kDefaultCell}, parent)
    , m_model(model)
    , m_order(PhotoOrder::Date)
    , m_finest(PhotoGrouping::Day)
{
    setAccessibleName(tr("Photos"));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the scrubber stands beside the grid
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_isLaidOut = false;
        scheduleDelayedItemsLayout();
        askSoon();
    });
    updateGrid();
}

PhotoGrouping LibraryGrid::finestGrouping() const
{
    switch (m_order) {
    case PhotoOrder::Date:
        return cellSize() >= kDayCell     ? PhotoGrouping::Day
               : cellSize() >= kMonthCell ? PhotoGrouping::Month
                                          : PhotoGrouping::Year;
    case PhotoOrder::Folder:
        return PhotoGrouping::Folder;
    case PhotoOrder::Name:
        return PhotoGrouping::Letter;
    case PhotoOrder::Size:
        return PhotoGrouping::Size;
    case PhotoOrder::Likeness:
        return PhotoGrouping::None;
    }
    return PhotoGrouping::Day;
}

void LibraryGrid::setOrder(PhotoOrder order)
{
    m_order = order;
    m_isLaidOut = false;
    scheduleDelayedItemsLayout();
}

int LibraryGrid::headingHeight() const
{
    return m_order == PhotoOrder::Likeness ? 0 : fontMetrics().height() + 2 * metrics::kGap;
}

const SectionLayout& LibraryGrid::laid() const
{
    if (const PhotoGrouping finest = finestGrouping(); !m_isLaidOut || m_finest != finest) {
        m_finest = finest;
        m_model.setGrouping(finest);
        std::vector<int> sections = m_model.sections();
        const auto isSparse = [&] {
            return std::ssize(sections) * kFewPhotos > m_model.rowCount();
        };
        for (const PhotoGrouping coarser : {PhotoGrouping::Month, PhotoGrouping::Year}) {
            if (m_order != PhotoOrder::Date || coarser <= m_model.grouping() || !isSparse())
                continue;
            m_model.setGrouping(coarser);
            sections = m_model.sections();
        }
        m_layout.setItems(std::move(sections), m_model.rowCount());
        m_isLaidOut = true;
    }
    m_layout.setMeasures({gridSize(), columns(), headingHeight()});
    return m_layout;
}

void LibraryGrid::reset()
{
    m_isLaidOut = false;
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
    std::vector<int> near; // one screen ahead, then what was just left behind
    for (int row = begin; row < end; ++row)
        shown.push_back(row);
    for (int row = end; row < std::min(count, end + screen); ++row)
        near.push_back(row);
    for (int row = begin - 1; row >= std::max(0, begin - screen / 2); --row)
        near.push_back(row);
    m_model.ask(shown, near);
}

int LibraryGrid::thumbnailSize() const
{
    return m_model.thumbnailSize();
}

void LibraryGrid::setThumbnailSize(int size)
{
    m_model.setThumbnailSize(size);
}

QRect LibraryGrid::headingRect(int section) const
{
    const SectionLayout& layout = laid();
    const int height = layout.measures().heading;
    int top = std::max(layout.topOf(section) - verticalOffset(), 0);
    if (section + 1 < layout.sections()) // the next one pushes it out
        top = std::min(top, layout.topOf(section + 1) - verticalOffset() - height);
    return {0, top, viewport()->width(), height};
}

int LibraryGrid::headingAt(const QPoint& point) const
{
    const SectionLayout& layout = laid();
    for (const int y : {0, point.y()})
        if (const int section = layout.sectionAt(verticalOffset() + y);
            section >= 0 && headingRect(section).contains(point))
            return section;
    return -1;
}

void LibraryGrid::paintHeading(QPainter& painter, int section) const
{
    const QRect rect = headingRect(section);
    if (rect.isEmpty())
        return;
    const int first = laid().firstOf(section);
    painter.fillRect(rect, Theme::colors().window);
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Theme::colors().text);
    const QString title = m_model.heading(first, m_model.grouping());
    const QRect line = rect.adjusted(metrics::kHalfGap, 0, -metrics::kGap, 0);
    const QString shown = QFontMetrics(font).elidedText(title, Qt::ElideMiddle, line.width());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    const QString count = QLocale().toString(laid().endOf(section) - first);
    const int used = QFontMetrics(font).horizontalAdvance(shown) + 2 * metrics::kGap;
    painter.setFont(tabularFigures(QApplication::font()));
    painter.setPen(Theme::colors().secondary);
    painter.drawText(line.adjusted(used, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, count);
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
        paintHeading(painter, section);
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
    m_isLaidOut = false;
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
    const int interval = QGuiApplication::styleHints()->keyboardInputInterval();
    const bool isNew = !m_sinceTyped.isValid() || m_sinceTyped.elapsed() > interval;
    m_sinceTyped.start();
    if (isNew)
        m_typed.clear();
    // The same letter again goes to the next name that begins with it.
    const bool isAgain = m_typed.size() == 1 && m_typed == search;
    if (!isAgain)
        m_typed += search;
    if (m_model.rowCount() == 0)
        return;
    const int row = m_model.rowNamed(m_typed, currentIndex().row(), m_typed.size() > 1 && !isAgain);
    if (row >= 0)
        setCurrentIndex(m_model.index(row));
}

std::vector<LibraryGrid::Mark> LibraryGrid::marks() const
{
    const SectionLayout& layout = laid();
    // Beside the grid there is room for a word.
    const auto markOf = [this](int row) {
        if (m_order == PhotoOrder::Folder)
            return displayName(m_model.list().folders()[m_model.list().folder(m_model.place(row))]);
        return m_model.heading(row, m_order == PhotoOrder::Date ? PhotoGrouping::Year
                                                                : m_model.grouping());
    };
    std::vector<Mark> marks;
    QString text;
    // Years come from all sections; of folders there may be too many to look at.
    const int step = m_order == PhotoOrder::Date ? 1 : 1 + layout.sections() / kMostMarks;
    for (int section = 0; section < layout.sections(); section += step) {
        QString here = markOf(layout.firstOf(section));
        if (here == text || here.isEmpty())
            continue;
        text = std::move(here);
        marks.push_back({layout.topOf(section), text});
    }
    return marks;
}

QString LibraryGrid::placeText(int value) const
{
    const int section = laid().sectionAt(value);
    if (section < 0)
        return {};
    const int row = laid().itemNear({0, value + headingHeight()});
    return m_model.heading(row,
                           m_order == PhotoOrder::Date ? PhotoGrouping::Month : m_model.grouping());
}

} // namespace lookalike
