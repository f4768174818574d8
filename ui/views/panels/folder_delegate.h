// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace lookalike {

/// Paints a folder of FoldersModel: one that the user added in two lines, its name and its state,
/// one below it in one line, with the number of its photos.
class FolderDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    /// In a row, from its top.
    [[nodiscard]] static int middleOfName(const QFontMetrics& font);
};

} // namespace lookalike
