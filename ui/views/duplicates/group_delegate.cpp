// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/group_delegate.h"

#include "ui/models/groups_model.h"
#include "ui/text/amounts.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/row_background.h"
#include "ui/widgets/theme.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>

namespace lookalike {

namespace {

constexpr int kStackedPicture = 52;
constexpr int kStackOffset = 7; ///< by which each picture of the stack stands out
constexpr int kStackWidth = kStackedPicture + (GroupsModel::kStacked - 1) * kStackOffset;
constexpr int kSmallCorner = 4;

QFont small(const QFont& font)
{
    QFont result = tabularFigures(font);
    result.setPointSizeF(result.pointSizeF() * 0.9);
    return result;
}

} // namespace

QSize GroupDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int text = 3 * option.fontMetrics.height() + 2 * 2;
    return {0,
            std::max(kStackedPicture + (GroupsModel::kStacked - 1) * 2, text) + 2 * metrics::kGap};
}

void GroupDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = rowRect(option);
    paintRowBackground(*painter, option);
    const QRect stack(row.left() + metrics::kMargin, row.top(), kStackWidth, row.height());
    paintStack(*painter, stack, index);
    const QRect text(stack.right() + 1 + metrics::kMargin, row.top(),
                     row.right() - metrics::kGap - stack.right() - metrics::kMargin, row.height());
    paintText(*painter, text, option, index);
    painter->restore();
}

void GroupDelegate::paintStack(QPainter& painter, const QRect& area, const QModelIndex& index)
{
    const Colors& colors = Theme::colors();
    const QVariantList images = index.data(GroupsModel::ThumbnailsRole).toList();
    const qreal ratio = painter.device()->devicePixelRatio();
    for (auto i = images.size(); i-- > 0;) {
        const int size = kStackedPicture - static_cast<int>(i) * 4;
        QRect cell(0, 0, size, size);
        cell.moveCenter(area.center());
        cell.moveLeft(area.left() + static_cast<int>(i) * (kStackOffset + 4));
        QPainterPath outline;
        outline.addRoundedRect(cell, kSmallCorner, kSmallCorner);
        painter.fillPath(outline, colors.mat);
        const auto image = images[i].value<QImage>();
        if (!image.isNull()) {
            // Filled, so that the stack reads as one thing; the compare view shows all of it.
            const int side = static_cast<int>(std::lround(size * ratio));
            const QImage scaled =
                image.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
            const QPoint cut((scaled.width() - side) / 2, (scaled.height() - side) / 2);
            QBrush brush(scaled);
            brush.setTransform(
                QTransform::fromTranslate(cell.x() - cut.x() / ratio, cell.y() - cut.y() / ratio)
                    .scale(1 / ratio, 1 / ratio));
            painter.fillPath(outline, brush);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.window, 1.5));
        painter.drawRoundedRect(cell, kSmallCorner, kSmallCorner);
    }
}

void GroupDelegate::paintText(QPainter& painter, const QRect& area,
                              const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Colors& colors = Theme::colors();
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    const QFont little = small(option.font);
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics littleMetrics(little);
    const int height = strongMetrics.height() + 2 * (littleMetrics.height() + 2);
    QRect line(area.left(), area.top() + (area.height() - height) / 2, area.width(),
               strongMetrics.height());
    const auto draw = [&](const QFont& font, const QFontMetrics& metrics, const QColor& color,
                          const QString& text, Qt::TextElideMode elide) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, elide, line.width()));
        line.moveTop(line.bottom() + 3);
        line.setHeight(littleMetrics.height());
    };
    draw(strong, strongMetrics, colors.text, index.data(GroupsModel::KeeperNameRole).toString(),
         Qt::ElideMiddle);
    draw(little, littleMetrics, colors.text, index.data().toString(), Qt::ElideRight);
    const int marked = index.data(GroupsModel::MarkedRole).toInt();
    if (marked == 0) {
        const int count = index.data(GroupsModel::CountRole).toInt();
        const QString gain = index.data(GroupsModel::GainRole).toString();
        draw(little, littleMetrics, colors.secondary,
             gain.isEmpty() ? text::photos(static_cast<std::uint64_t>(count))
                            : GroupsModel::tr("%Ln photo(s), frees %1", nullptr, count).arg(gain),
             Qt::ElideRight);
        return;
    }
    constexpr int kSign = 12;
    lineIcon(QStringLiteral("trash"), IconTint::Danger)
        .paint(&painter,
               QRect(line.left(), line.top() + (line.height() - kSign) / 2, kSign, kSign));
    line.setLeft(line.left() + kSign + metrics::kHalfGap);
    draw(little, littleMetrics, colors.danger, GroupsModel::tr("%Ln marked", nullptr, marked),
         Qt::ElideRight);
}

} // namespace lookalike
