// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panned_table.h"

#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lookalike {

PannedTable::PannedTable(QWidget* parent)
    : QTableView(parent)
{
    for (QHeaderView* header : {horizontalHeader(), verticalHeader()}) {
        header->hide();
        header->setMinimumSectionSize(1);
        header->setSectionResizeMode(QHeaderView::Fixed);
    }
    setShowGrid(false);
    setFrameShape(NoFrame);
    setCornerButtonEnabled(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
}

void PannedTable::setCellSide(int pixels)
{
    horizontalHeader()->setDefaultSectionSize(pixels);
    verticalHeader()->setDefaultSectionSize(pixels);
}

void PannedTable::center()
{
    const auto set = [](QHeaderView& header, int room, int scrolled) {
        const int spare = room - header.length();
        header.setOffset(spare > 0 ? -spare / 2 : scrolled);
    };
    set(*horizontalHeader(), viewport()->width(), horizontalScrollBar()->value());
    set(*verticalHeader(), viewport()->height(), verticalScrollBar()->value());
}

void PannedTable::updateGeometries()
{
    QTableView::updateGeometries();
    center();
}

void PannedTable::doItemsLayout()
{
    QTableView::doItemsLayout();
    center();
}

QPointF PannedTable::fractionAt(const QPoint& position) const
{
    const auto part = [](int offset, int length) { return double(offset) / std::max(1, length); };
    return {part(horizontalHeader()->offset() + position.x(), horizontalHeader()->length()),
            part(verticalHeader()->offset() + position.y(), verticalHeader()->length())};
}

void PannedTable::moveFractionTo(const QPointF& fraction, const QPoint& position)
{
    const auto value = [](double part, int length, int at) {
        return static_cast<int>(std::lround(part * length)) - at;
    };
    horizontalScrollBar()->setValue(
        value(fraction.x(), horizontalHeader()->length(), position.x()));
    verticalScrollBar()->setValue(value(fraction.y(), verticalHeader()->length(), position.y()));
}

QRect PannedTable::shownCells() const
{
    const auto shown = [](const QHeaderView& header, int length) {
        const int first = header.logicalIndexAt(0);
        const int last = header.logicalIndexAt(length - 1);
        return std::pair(std::max(first, 0), last < 0 ? header.count() - 1 : last);
    };
    const auto [left, right] = shown(*horizontalHeader(), viewport()->width());
    const auto [top, bottom] = shown(*verticalHeader(), viewport()->height());
    return {QPoint(left, top), QPoint(right, bottom)};
}

QRect PannedTable::tableRect() const
{
    return {-horizontalHeader()->offset(), -verticalHeader()->offset(),
            horizontalHeader()->length(), verticalHeader()->length()};
}

void PannedTable::panTo(const QPoint& to)
{
    if (!m_grabbed ||
        (!m_isPanning && (to - *m_grabbed).manhattanLength() < QApplication::startDragDistance()))
        return;
    m_isPanning = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (to - *m_grabbed).x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - (to - *m_grabbed).y());
    m_grabbed = to;
}

void PannedTable::release()
{
    m_grabbed.reset();
    m_isPanning = false;
    viewport()->unsetCursor();
}

} // namespace lookalike
