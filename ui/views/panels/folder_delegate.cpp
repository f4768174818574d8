// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panels/folder_delegate.h"

#include "ui/models/folders_model.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/row_background.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace lookalike {

namespace {

constexpr int kAbove = 5; ///< the name, and below the last line

} // namespace

void FolderDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const Colors& colors = Theme::colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = rowRect(option);
    paintRowBackground(*painter, option);
    const bool isOnline = index.data(FoldersModel::OnlineRole).toBool();
    const bool isRoot = index.data(FoldersModel::RootRole).toBool();
    const int lineHeight = option.fontMetrics.height();
    const QRect icon(row.left() + metrics::kGap,
                     row.top() + kAbove + (lineHeight - metrics::kIcon) / 2, metrics::kIcon,
                     metrics::kIcon);
    lineIcon(isOnline ? QStringLiteral("folder") : QStringLiteral("folder-offline"),
             IconTint::Secondary)
        .paint(painter, icon);

    const QRect text(icon.right() + 1 + metrics::kGap, row.top() + kAbove,
                     row.right() - icon.right() - 2 * metrics::kGap, lineHeight);
    QFont small = tabularFigures(option.font);
    small.setPointSizeF(small.pointSizeF() * 0.9);
    const QFontMetrics smallMetrics(small);
    painter->setFont(small);
    painter->setPen(colors.secondary);
    QRect name = text;
    if (isRoot) {
        painter->drawText(text.translated(0, lineHeight + 2), Qt::AlignLeft | Qt::AlignVCenter,
                          smallMetrics.elidedText(index.data(FoldersModel::StateRole).toString(),
                                                  Qt::ElideRight, text.width()));
    } else {
        const QString count = index.data(FoldersModel::CountRole).toString();
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
        name.setRight(text.right() - smallMetrics.horizontalAdvance(count) - metrics::kGap);
    }
    painter->setFont(option.font);
    painter->setPen(isOnline ? colors.text : colors.secondary);
    painter->drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
    painter->restore();
}

int FolderDelegate::middleOfName(const QFontMetrics& font)
{
    return 1 + kAbove + font.height() / 2;
}

QSize FolderDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int lines = index.data(FoldersModel::RootRole).toBool() ? 2 : 1;
    return {0, lines * (option.fontMetrics.height() + 2) + 2 * kAbove};
}

} // namespace lookalike
