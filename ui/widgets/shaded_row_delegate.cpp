// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shaded_row_delegate.h"

#include "ui/widgets/row_background.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace lookalike {

void ShadedRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, option);
    painter->restore();
    QStyleOptionViewItem content = option;
    content.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
    content.rect.adjust(metrics::kGap, 0, -metrics::kGap, 0);
    QStyledItemDelegate::paint(painter, content, index);
}

QSize ShadedRowDelegate::sizeHint(const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * metrics::kGap, metrics::kGap);
}

} // namespace lookalike
