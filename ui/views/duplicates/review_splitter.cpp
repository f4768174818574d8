// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/review_splitter.h"

namespace lookalike {

namespace {

constexpr int kGroupsWidth = 288;
constexpr int kSmallestGroupsWidth = 240;
constexpr int kStackedBelow = 640; ///< of width

} // namespace

ReviewSplitter::ReviewSplitter(QWidget& groups, QWidget& photos, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
{
    groups.setMinimumWidth(kSmallestGroupsWidth);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(&groups);
    addWidget(&photos);
    setStretchFactor(1, 1);
    setSizes({kGroupsWidth, 3 * kGroupsWidth});
}

void ReviewSplitter::resizeEvent(QResizeEvent* event)
{
    const auto wanted = width() < kStackedBelow ? Qt::Vertical : Qt::Horizontal;
    if (orientation() != wanted) {
        setOrientation(wanted);
        setSizes(wanted == Qt::Vertical ? QList<int>{height() / 3, 2 * height() / 3}
                                        : QList<int>{kGroupsWidth, 3 * kGroupsWidth});
    }
    QSplitter::resizeEvent(event);
}

} // namespace lookalike
