// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panels/folder_tree.h"

#include "ui/views/panels/folder_delegate.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace lookalike {

namespace {

constexpr int kIndentation = 16;
constexpr int kChevron = 3; ///< half its longer side
constexpr int kFromRight = kIndentation / 2 - kChevron;

} // namespace

FolderTree::FolderTree(QAbstractItemModel& model, QWidget* parent)
    : QTreeView(parent)
{
    setObjectName(QStringLiteral("folderTree"));
    setAccessibleName(tr("Folders in the library"));
    setModel(&model);
    setItemDelegate(new FolderDelegate(this));
    setHeaderHidden(true);
    setIndentation(kIndentation);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false); // the first click has shown the photos
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FolderTree::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!model()->hasChildren(index))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(Theme::colors().secondary, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(rect.right() + 1 - kFromRight,
                       rect.top() + FolderDelegate::middleOfName(fontMetrics()));
    if (isExpanded(index))
        painter->rotate(90);
    else if (isRightToLeft())
        painter->rotate(180);
    const QPolygonF chevron{
        {-kChevron / 2., -kChevron}, {kChevron / 2., 0}, {-kChevron / 2., kChevron}};
    painter->drawPolyline(chevron);
    painter->restore();
}

} // namespace lookalike
