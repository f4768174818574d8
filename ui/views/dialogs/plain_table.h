// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QTreeWidget>

namespace lookalike {

/// A list with columns as wide as their contents. `name` is for screen readers; GUI thread.
[[nodiscard]] inline QTreeWidget* plainTable(const QString& name, const QStringList& headers,
                                             QWidget* parent)
{
    auto* list = new QTreeWidget(parent);
    list->setAccessibleName(name);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels(headers);
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    return list;
}

} // namespace lookalike
