// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map/lasso.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace lookalike {

namespace {

constexpr int kStroke = 3; ///< pixels between two points
constexpr int kFillAlpha = 40;

} // namespace

void Lasso::begin(const QPoint& at, bool adds)
{
    m_begin = at;
    m_adds = adds;
    m_before = m_table.selectionModel()->selection();
}

void Lasso::extend(const QPoint& to)
{
    if (!m_begin)
        return;
    if (m_shape.isEmpty()) {
        if ((to - *m_begin).manhattanLength() < QApplication::startDragDistance())
            return;
        m_shape += *m_begin;
    }
    if ((to - m_shape.back()).manhattanLength() < kStroke)
        return;
    m_shape += to;
    QItemSelection selected = cells();
    if (m_adds)
        selected.merge(m_before, QItemSelectionModel::Select);
    m_table.selectionModel()->select(selected, QItemSelectionModel::ClearAndSelect);
    m_table.viewport()->update();
}

void Lasso::end()
{
    m_begin.reset();
    m_shape.clear();
    m_before.clear();
    m_table.viewport()->update();
}

void Lasso::abort()
{
    m_table.selectionModel()->select(m_before, QItemSelectionModel::ClearAndSelect);
    end();
}

QItemSelection Lasso::cells() const
{
    const QTableView& table = m_table;
    const QRect bounds = m_shape.boundingRect() & table.viewport()->rect();
    const auto ends = [](const QHeaderView& header, int first, int last) {
        const int at = header.visualIndexAt(first);
        const int end = header.visualIndexAt(last);
        return std::pair(at < 0 ? header.count() : at, end < 0 ? header.count() - 1 : end);
    };
    const auto [left, right] = ends(*table.horizontalHeader(), bounds.left(), bounds.right());
    const auto [top, bottom] = ends(*table.verticalHeader(), bounds.top(), bounds.bottom());
    QItemSelection cells;
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column) {
            const QModelIndex index = table.model()->index(row, column);
            if (!m_shape.containsPoint(table.visualRect(index).center(), Qt::WindingFill))
                continue;
            if (!cells.isEmpty() && cells.back().bottom() == row &&
                cells.back().right() == column - 1)
                cells.back() = QItemSelectionRange(cells.back().topLeft(), index);
            else
                cells += QItemSelectionRange(index);
        }
    if (cells.isEmpty())
        if (const QModelIndex under = table.indexAt(m_shape.front()); under.isValid())
            cells += QItemSelectionRange(under);
    return cells;
}

void Lasso::paint(QPainter& painter) const
{
    QColor fill = Theme::colors().accent;
    fill.setAlpha(kFillAlpha);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    // Two lines, so that it is seen on any photo.
    painter.setPen(QPen(Theme::colors().base, 3));
    painter.drawPolygon(m_shape, Qt::WindingFill);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::colors().accent, 1.5));
    painter.drawPolygon(m_shape, Qt::WindingFill);
    painter.restore();
}

} // namespace lookalike
