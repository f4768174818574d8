// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/failed_tile.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>

namespace lookalike {

namespace {

constexpr int kFailedIcon = 24;
constexpr int kRoomForText = 80; ///< the side of a tile

/// Drawn once: a thousand tiles may show it at the same time.
QPixmap failedSymbol(int side, qreal ratio)
{
    const QColor colour = Theme::colors().secondary;
    const QString key = QStringLiteral("failed %1 %2 %3").arg(side).arg(ratio).arg(colour.name());
    QPixmap symbol;
    if (!QPixmapCache::find(key, &symbol)) {
        symbol = lineIcon(QStringLiteral("warning"), IconTint::Secondary)
                     .pixmap(QSize(side, side), ratio);
        QPixmapCache::insert(key, symbol);
    }
    return symbol;
}

} // namespace

void paintFailedTile(QPainter& painter, const QRect& tile, ErrorCode why)
{
    const int side = std::min({kFailedIcon, tile.width() * 2 / 3, tile.height() * 2 / 3});
    const QRect icon = QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, {side, side}, tile);
    painter.drawPixmap(icon, failedSymbol(side, painter.device()->devicePixelRatio()));
    if (std::min(tile.width(), tile.height()) < kRoomForText)
        return;
    const QRect below(tile.left() + metrics::kHalfGap, icon.bottom() + metrics::kHalfGap,
                      tile.width() - metrics::kGap, tile.bottom() - icon.bottom());
    painter.setPen(Theme::colors().secondary);
    painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     why == ErrorCode::NotFound
                         ? QCoreApplication::translate("lookalike::FailedTile", "No longer there")
                         : QCoreApplication::translate("lookalike::FailedTile", "Cannot be shown"));
}

} // namespace lookalike
