// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_background.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace lookalike {

namespace {

constexpr int kRowCorner = 4;

} // namespace

QRect rowRect(const QStyleOptionViewItem& option)
{
    return option.rect.adjusted(metrics::kHalfGap, 1, -metrics::kHalfGap, -1);
}

void paintRowBackground(QPainter& painter, const QStyleOptionViewItem& option)
{
    const Colors& colors = Theme::colors();
    const QRect row = rowRect(option);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.hover);
        painter.drawRoundedRect(row, kRowCorner, kRowCorner);
    }
    if (selected) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawRoundedRect(QRect(row.left(), row.top() + 6, 3, row.height() - 12), 1.5, 1.5);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(colors.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), kRowCorner, kRowCorner);
    }
}

} // namespace lookalike
