// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/member_strip.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/models/groups_model.h"
#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

namespace lookalike {

namespace {

constexpr QSize kThumbnail(64, 44);
constexpr QSize kItem(64 + 28, 52); ///< with the number
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

void MemberStrip::setGroup(const DuplicateGroup& group, int current)
{
    if (m_group != group.id || m_photos.rowCount() != static_cast<int>(group.members.size())) {
        m_group = group.id;
        m_photos.clear();
        for (const DuplicateMember& member : group.members)
            addPhoto(member, m_photos.rowCount() + 1);
    }
    setCurrentIndex(m_photos.index(current, 0));
}

void MemberStrip::addPhoto(const DuplicateMember& member, int number)
{
    const std::filesystem::path& path = member.file.path;
    const QImage image = m_thumbnails.find(path, GroupsModel::kThumbnail);
    if (image.isNull())
        m_thumbnails.request(path, GroupsModel::kThumbnail);
    auto* item = new QStandardItem(QIcon(QPixmap::fromImage(image)), QString::number(number));
    item->setToolTip(plainToolTip(displayName(path)));
    item->setAccessibleText(tr("Photo %1, %2").arg(number).arg(displayName(path)));
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
