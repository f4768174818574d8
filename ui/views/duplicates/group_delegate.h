// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace lookalike {

/// Paints one group: stacked thumbnails, the relation in words, how many, what is to be gained and
/// whether something is marked. All rows have the same height.
class GroupDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    static void paintStack(QPainter& painter, const QRect& area, const QModelIndex& index);
    static void paintText(QPainter& painter, const QRect& area, const QStyleOptionViewItem& option,
                          const QModelIndex& index);
};

} // namespace lookalike
