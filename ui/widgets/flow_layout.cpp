// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flow_layout.h"

#include <QStyle>
#include <QWidget>
#include <algorithm>

namespace lookalike {

FlowLayout::FlowLayout(int spacing, QWidget* parent)
    : QLayout(parent)
    , m_spacing(spacing)
{}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& area)
{
    QLayout::setGeometry(area);
    arrange(area, true);
}

int FlowLayout::arrange(const QRect& area, bool apply) const
{
    const QRect inner = area.marginsRemoved(contentsMargins());
    QPoint start = inner.topLeft();
    int width = 0;
    int height = 0;
    Line line;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize wanted = item->sizeHint();
        const QSize size(std::min(wanted.width(), inner.width()), wanted.height());
        if (!line.isEmpty() && width + m_spacing + size.width() > inner.width()) {
            if (apply)
                place(line, start, height, inner);
            start.ry() += height + m_spacing;
            line.clear();
            width = 0;
            height = 0;
        }
        width += size.width() + (line.isEmpty() ? 0 : m_spacing);
        height = std::max(height, size.height());
        line.emplaceBack(item, size);
    }
    if (apply)
        place(line, start, height, inner);
    return start.y() + height - area.top() + contentsMargins().bottom();
}

void FlowLayout::place(const Line& line, const QPoint& at, int height, const QRect& inner) const
{
    const QWidget* parent = parentWidget();
    const auto direction = parent == nullptr ? Qt::LeftToRight : parent->layoutDirection();
    int left = at.x();
    for (const auto& [item, size] : line) {
        const QRect place(QPoint(left, at.y() + (height - size.height()) / 2), size);
        item->setGeometry(QStyle::visualRect(direction, inner, place));
        left += size.width() + m_spacing;
    }
}

} // namespace lookalike
