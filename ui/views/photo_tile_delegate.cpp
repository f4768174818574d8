// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/photo_tile_delegate.h"

#include "ui/models/photo_tile_role.h"
#include "ui/text/photo_text.h"
#include "ui/widgets/failed_tile.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace lookalike {

namespace {

constexpr int kScaledTileKilobytes = 64 * 1024;
constexpr qint64 kTileFrameMs = 12;   ///< for scaling with care
constexpr int kSmallestWithText = 96; ///< side of a cell
constexpr int kBadgeInset = 6;
constexpr int kTick = 18;
constexpr double kStrongScore = 0.9; ///< the badge fades from here ...
constexpr double kWeakScore = 0.4;   ///< ... to here

QColor blend(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](int x, int y) {
        return static_cast<int>(std::lround(x * share + y * (1 - share)));
    };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QFont badgeFont()
{
    QFont font = tabularFigures(QApplication::font());
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

/// Draws text on a small opaque plate, so that it can be read on any photo. Returns the plate.
QRect paintBadge(QPainter& painter, const QRect& cell, Qt::Alignment where, const QString& text,
                 const QColor& color)
{
    painter.setFont(badgeFont());
    const QFontMetrics metrics(painter.font());
    const QSize size(metrics.horizontalAdvance(text) + 10, metrics.height() + 2);
    const QRect inner = cell.adjusted(kBadgeInset, kBadgeInset, -kBadgeInset, -kBadgeInset);
    const QRect plate = QStyle::alignedRect(Qt::LeftToRight, where, size, inner);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::colors().base);
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(color);
    painter.drawText(plate, Qt::AlignCenter, text);
    return plate;
}

} // namespace

PhotoTileDelegate::PhotoTileDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , m_scaled(kScaledTileKilobytes)
{}

QSize PhotoTileDelegate::itemSize(int side, const QFontMetrics& metrics)
{
    if (side < kSmallestWithText)
        return {side + metrics::kHalfGap, side + metrics::kHalfGap};
    return {side + metrics::kGap, side + metrics::kHalfGap + metrics.height() + metrics::kGap};
}

QSize PhotoTileDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return itemSize(m_side, option.fontMetrics);
}

void PhotoTileDelegate::setArea(const QSize& pixels)
{
    // Twice what is seen at once: else a frame would push out what it has just scaled.
    const qint64 kilobytes = qint64{pixels.width()} * pixels.height() * 4 / 1024;
    m_scaled.setMaxCost(std::max<qsizetype>(kScaledTileKilobytes, 2 * kilobytes));
}

void PhotoTileDelegate::beginFrame()
{
    m_frame.start();
    m_isRough = false;
}

QSize PhotoTileDelegate::fittedSize(const QSize& image, int side) const
{
    const auto mode = m_cropped ? Qt::KeepAspectRatioByExpanding : Qt::KeepAspectRatio;
    const QSize size = image.scaled(side, side, mode);
    // Small pictures are shown as they are: enlarged ones would look broken, not bigger.
    return !m_cropped && size.width() > image.width() * 2 ? image * 2 : size;
}

QPixmap PhotoTileDelegate::fitted(const QImage& image, qreal ratio) const
{
    const int side = static_cast<int>(std::lround(m_side * ratio));
    const QString key = QStringLiteral("%1 %2 %3").arg(image.cacheKey()).arg(side).arg(m_cropped);
    if (const QPixmap* known = m_scaled.object(key))
        return *known;
    if (m_frame.isValid() && m_frame.elapsed() > kTileFrameMs)
        return {};
    const QSize size = fittedSize(image.size(), side);
    QPixmap pixmap =
        QPixmap::fromImage(image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    if (m_cropped)
        pixmap = pixmap.copy((size.width() - side) / 2, (size.height() - side) / 2, side, side);
    m_scaled.insert(key, new QPixmap(pixmap), pixmap.width() * pixmap.height() * 4 / 1024 + 1);
    return pixmap;
}

void PhotoTileDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const int left = option.rect.left() + (option.rect.width() - m_side) / 2;
    const bool hasText = m_side >= kSmallestWithText;
    const QRect cell(left, option.rect.top() + metrics::kHalfGap / (hasText ? 1 : 2), m_side,
                     m_side);
    paintPicture(*painter, cell, index);
    if (hasText)
        paintBadges(*painter, cell, index);
    paintFrame(*painter, cell, option);
    if (!hasText) {
        painter->restore();
        return;
    }
    const QRect caption(cell.left(), cell.bottom() + 1 + metrics::kHalfGap, m_side,
                        option.fontMetrics.height());
    paintCaption(*painter, caption, index);
    painter->restore();
}

void PhotoTileDelegate::paintPicture(QPainter& painter, const QRect& cell,
                                     const QModelIndex& index) const
{
    QPainterPath outline;
    outline.addRoundedRect(cell, metrics::kCorner, metrics::kCorner);
    painter.fillPath(outline, Theme::colors().mat);

    const auto image = index.data(Qt::DecorationRole).value<QImage>();
    if (!image.isNull()) {
        const qreal ratio = painter.device()->devicePixelRatio();
        const QPixmap picture = fitted(image, ratio);
        if (picture.isNull()) {
            QRect target(QPoint(), fittedSize(image.size(), m_side));
            target.moveCenter(cell.center());
            painter.setClipRect(cell);
            painter.drawImage(target, image);
            painter.setClipping(false);
            m_isRough = true;
            return;
        }
        QRectF target(QPointF(), QSizeF(picture.size()) / ratio);
        target.moveCenter(QRectF(cell).center());
        // A texture brush keeps the rounded corners smooth, which a clip path would not. It knows
        // nothing of the screen's scale.
        QBrush brush(picture);
        brush.setTransform(
            QTransform::fromTranslate(target.x(), target.y()).scale(1 / ratio, 1 / ratio));
        QPainterPath visible;
        visible.addRect(target);
        painter.fillPath(outline.intersected(visible), brush);
    } else if (const QVariant failure = index.data(FailureRole); failure.isValid()) {
        paintFailedTile(painter, cell, static_cast<ErrorCode>(failure.toInt()));
    } else if (const QSize shape = index.data(ShapeRole).toSize(); !shape.isEmpty() && !m_cropped) {
        QRect placeholder(QPoint(), shape.scaled(cell.size(), Qt::KeepAspectRatio));
        placeholder.moveCenter(cell.center());
        QPainterPath area;
        area.addRect(placeholder);
        painter.fillPath(outline.intersected(area), Theme::colors().hover);
    }
}

void PhotoTileDelegate::paintBadges(QPainter& painter, const QRect& cell,
                                    const QModelIndex& index) const
{
    const Colors& colors = Theme::colors();
    QRect head = cell;
    if (const QString text = index.data(ScoreTextRole).toString(); !text.isEmpty()) {
        const double score = index.data(ScoreRole).toDouble();
        const double strength =
            std::clamp((score - kWeakScore) / (kStrongScore - kWeakScore), 0.0, 1.0);
        head.setLeft(paintBadge(painter, cell, Qt::AlignTop | Qt::AlignLeft, text,
                                blend(colors.text, colors.secondary, strength))
                         .right());
    }
    if (const QVariant mark = index.data(MarkRole); mark.isValid()) {
        const auto kind = static_cast<QueryMark::Kind>(mark.toInt());
        paintBadge(painter, head, Qt::AlignTop | Qt::AlignLeft, text::markBadge(kind),
                   kind == QueryMark::Kind::More ? colors.link : colors.danger);
    }
    QRect free = cell;
    for (const PhotoTileRole role : {StackRole, CompanionsRole})
        if (const QString text = index.data(role).toString(); !text.isEmpty())
            free.setRight(
                paintBadge(painter, free, Qt::AlignBottom | Qt::AlignRight, text, colors.text)
                    .left());
    if (const QString note = index.data(NoteRole).toString(); !note.isEmpty())
        paintBadge(painter, cell, Qt::AlignBottom | Qt::AlignLeft, note,
                   index.data(IsQueryRole).toBool() ? colors.link : colors.secondary);
}

void PhotoTileDelegate::paintFrame(QPainter& painter, const QRect& cell,
                                   const QStyleOptionViewItem& option)
{
    const Colors& colors = Theme::colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter.setBrush(Qt::NoBrush);
    if (selected) {
        painter.setPen(QPen(colors.accent, 3));
        painter.drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCorner,
                                metrics::kCorner);
        const QRect circle(cell.right() - kTick - kBadgeInset, cell.top() + kBadgeInset + 1, kTick,
                           kTick);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawEllipse(circle);
        lineIcon(QStringLiteral("check"), IconTint::OnAccent)
            .paint(&painter, circle.adjusted(3, 3, -3, -3));
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.text, 1.5));
        painter.drawRoundedRect(QRectF(cell).adjusted(-2.5, -2.5, 2.5, 2.5), metrics::kCorner + 2.5,
                                metrics::kCorner + 2.5);
    }
}

void PhotoTileDelegate::paintCaption(QPainter& painter, const QRect& area,
                                     const QModelIndex& index) const
{
    painter.setFont(QApplication::font());
    painter.setPen(Theme::colors().secondary);
    const QString name =
        QFontMetrics(painter.font())
            .elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, area.width());
    painter.drawText(area, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine, name);
}

} // namespace lookalike
