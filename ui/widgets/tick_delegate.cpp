// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tick_delegate.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace lookalike {

void TickDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!index.data(Qt::CheckStateRole).isValid())
        return;
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QRect box = item.widget->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator,
                                                           &item, item.widget);
    painter->setPen(Theme::colors().control);
    painter->drawRect(box.adjusted(0, 0, -1, -1));
}

} // namespace lookalike
