// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/drag_picture.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace lookalike {

namespace {

constexpr int kPictureSide = 96;
constexpr int kStackStep = 5; ///< how far the photos behind look out
constexpr int kMostBehind = 2;
constexpr int kCountPadding = 7;

/// Room for a photo; where its thumbnail is not there yet, for a plain one.
QSize roomFor(const QImage& photo)
{
    const QSize shape = photo.isNull() ? QSize(4, 3) : photo.size();
    return shape.scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio);
}

void paintPhoto(QPainter& painter, const QRect& area, const QImage& photo, qreal ratio)
{
    if (photo.isNull()) {
        painter.fillRect(area, Theme::colors().mat);
        QRect icon(QPoint(), QSize(area.height(), area.height()) / 2);
        icon.moveCenter(area.center());
        lineIcon(QStringLiteral("picture"), IconTint::Secondary).paint(&painter, icon);
        return;
    }
    painter.drawImage(
        area, photo.scaled(area.size() * ratio, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
}

} // namespace

QPixmap dragPicture(const QImage& photo, int count, qreal ratio)
{
    const int behind = std::min(count - 1, kMostBehind);
    QRect area(QPoint(), roomFor(photo));
    const QString text = QLocale().toString(count);
    QFont font = tabularFigures(QApplication::font());
    font.setBold(true);
    const QFontMetrics metrics(font);
    const QSize plate(std::max(metrics.horizontalAdvance(text) + 2 * kCountPadding,
                               metrics.height() + kCountPadding),
                      metrics.height() + kCountPadding);
    QSize size = area.size();
    if (count > 1) // the number stands half over the corner
        size += QSize(std::max(behind * kStackStep, plate.width() / 2),
                      std::max(behind * kStackStep, plate.height() / 2));
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (int i = behind; i > 0; --i) {
        const QRect sheet = area.translated(i * kStackStep, i * kStackStep);
        painter.fillRect(sheet, Theme::colors().mat);
        painter.setPen(Theme::colors().control);
        painter.drawRect(sheet.adjusted(0, 0, -1, -1));
    }
    paintPhoto(painter, area, photo, ratio);
    if (count <= 1)
        return pixmap;
    painter.setPen(Theme::colors().control);
    painter.drawRect(area.adjusted(0, 0, -1, -1));
    QRect number(QPoint(), plate);
    number.moveBottomRight(QPoint(size.width() - 1, size.height() - 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::colors().accent);
    painter.drawRoundedRect(number, plate.height() / 2.0, plate.height() / 2.0);
    painter.setFont(font);
    painter.setPen(Theme::colors().onAccent);
    painter.drawText(number, Qt::AlignCenter, text);
    return pixmap;
}

} // namespace lookalike
