// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/member_strip.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/models/groups_model.h"
#include "ui/state/trash_plan.h"
#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

namespace lookalike {

namespace {

constexpr QSize kThumbnail(64, 44);
constexpr QSize kItem(64 + 40, 52); ///< with the number and the sign of the trash
constexpr int kPathRole = Qt::UserRole;

} // namespace

MemberStrip::MemberStrip(ThumbnailProvider& thumbnails, QWidget* parent)
    : QListView(parent)
    , m_thumbnails(thumbnails)
{
    setObjectName(QStringLiteral("memberStrip"));
    setAccessibleName(tr("Photos of the group"));
    setFlow(QListView::LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true);
    setIconSize(kThumbnail);
    setGridSize(kItem);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedHeight(kItem.height() + 2 * metrics::kGap);
    setEditTriggers(NoEditTriggers);
    setModel(&m_photos);
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex& photo) { Q_EMIT chosen(photo.row()); });
    connect(&m_thumbnails, &ThumbnailProvider::ready, this, &MemberStrip::showThumbnail);
}

void MemberStrip::setGroup(const DuplicateGroup& group, int current, const TrashPlan& plan)
{
    if (m_group != group.id || m_photos.rowCount() != static_cast<int>(group.members.size())) {
        m_group = group.id;
        m_photos.clear();
        for (const DuplicateMember& member : group.members)
            addPhoto(member);
    }
    for (int i = 0; i < m_photos.rowCount(); ++i) {
        const DuplicateMember& member = group.members[static_cast<std::size_t>(i)];
        const bool goes = plan.isMarked(member.file.id);
        const QString name = displayName(member.file.path);
        QStandardItem& item = *m_photos.item(i);
        item.setText(goes ? tr("%1 ✕", "photo that goes to the trash").arg(i + 1)
                          : QString::number(i + 1));
        item.setToolTip(plainToolTip(goes ? tr("%1: marked for the trash").arg(name) : name));
        const QString spoken = tr("Photo %1, %2").arg(i + 1).arg(name);
        item.setAccessibleText(goes ? tr("%1: marked for the trash").arg(spoken) : spoken);
    }
    setCurrentIndex(m_photos.index(current, 0));
}

void MemberStrip::addPhoto(const DuplicateMember& member)
{
    const std::filesystem::path& path = member.file.path;
    const QImage image = m_thumbnails.find(path, GroupsModel::kThumbnail);
    if (image.isNull())
        m_thumbnails.request(path, GroupsModel::kThumbnail);
    auto* item = new QStandardItem;
    item->setIcon(QIcon(QPixmap::fromImage(image)));
    item->setData(pathBytes(path), kPathRole);
    m_photos.appendRow(item);
}

void MemberStrip::showThumbnail(const QByteArray& pathBytes)
{
    for (int i = 0; i < m_photos.rowCount(); ++i)
        if (QStandardItem* item = m_photos.item(i);
            item->data(kPathRole).toByteArray() == pathBytes)
            item->setIcon(QIcon(QPixmap::fromImage(
                m_thumbnails.find(pathFromBytes(pathBytes), GroupsModel::kThumbnail))));
}

} // namespace lookalike
