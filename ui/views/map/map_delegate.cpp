// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map/map_delegate.h"

#include "ui/models/map_model.h"
#include "ui/widgets/failed_tile.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kScaledKilobytes = 64 * 1024;
constexpr qint64 kFrameMs = 12; ///< for scaling with care
constexpr double kDimmed = 0.2;

/// The largest square in the middle.
QRect middleOf(const QSize& size)
{
    const int side = std::min(size.width(), size.height());
    return {(size.width() - side) / 2, (size.height() - side) / 2, side, side};
}

} // namespace

MapDelegate::MapDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , m_scaled(kScaledKilobytes)
{}

void MapDelegate::beginFrame()
{
    m_frame.start();
    m_isRough = false;
}

void MapDelegate::paintPicture(QPainter& painter, const QRect& cell, const QImage& image) const
{
    const qreal ratio = painter.device()->devicePixelRatio();
    const int side = static_cast<int>(std::lround(cell.width() * ratio));
    const QString key = QStringLiteral("%1 %2").arg(image.cacheKey()).arg(side);
    const QPixmap* scaled = m_scaled.object(key);
    if (scaled == nullptr && m_frame.elapsed() < kFrameMs) {
        auto* made = new QPixmap(QPixmap::fromImage(
            image.copy(middleOf(image.size()))
                .scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)));
        if (m_scaled.insert(key, made, side * side * 4 / 1024 + 1))
            scaled = made;
    }
    if (scaled != nullptr) {
        painter.drawPixmap(cell, *scaled);
        return;
    }
    painter.drawImage(cell, image, middleOf(image.size()));
    m_isRough = true;
}

void MapDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const
{
    if (index.data(MapModel::FreeRole).toBool())
        return;
    const Colors& colors = Theme::colors();
    const QRect cell = option.rect.adjusted(1, 1, -1, -1);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (index.data(MapModel::DimmedRole).toBool() && !isSelected)
        painter->setOpacity(kDimmed);
    const auto image = index.data(Qt::DecorationRole).value<QImage>();
    if (!image.isNull())
        paintPicture(*painter, cell, image);
    else
        painter->fillRect(cell, colors.mat);
    if (const QVariant failure = index.data(MapModel::FailureRole);
        image.isNull() && failure.isValid())
        paintFailedTile(*painter, cell, static_cast<ErrorCode>(failure.toInt()));
    painter->setOpacity(1);
    painter->setBrush(Qt::NoBrush);
    if (isSelected) {
        painter->setPen(QPen(colors.accent, 3));
        painter->drawRect(cell.adjusted(1, 1, -2, -2));
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(colors.text, 2));
        painter->drawRect(cell);
        painter->setPen(QPen(colors.window, 1));
        painter->drawRect(cell.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

} // namespace lookalike
