// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace lookalike {

/// Shows FoldersModel. GUI thread.
class FolderTree : public QTreeView {
    Q_OBJECT

public:
    /// `model` must outlive it.
    explicit FolderTree(QAbstractItemModel& model, QWidget* parent = nullptr);

protected:
    /// A chevron beside the first line of the folder.
    void drawBranches(QPainter* painter, const QRect& rect,
                      const QModelIndex& index) const override;
};

} // namespace lookalike
