// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QListView>
#include <QStandardItemModel>

namespace lookalike {

class ThumbnailProvider;
class TrashPlan;

/// The photos of a group as small numbered pictures in one row, to choose the one that is compared
/// with the first. The keys of the compare view choose it, too, so the strip takes no focus.
class MemberStrip : public QListView {
    Q_OBJECT

public:
    /// `thumbnails` must outlive the strip.
    MemberStrip(ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

    /// Those that are marked in the plan say so.
    void setGroup(const DuplicateGroup& group, int current, const TrashPlan& plan);

Q_SIGNALS:
    void chosen(int member);

private:
    void addPhoto(const DuplicateMember& member);
    void showThumbnail(const QByteArray& pathBytes);

    ThumbnailProvider& m_thumbnails;
    QStandardItemModel m_photos;
    GroupId m_group;
};

} // namespace lookalike
