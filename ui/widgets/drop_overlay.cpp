// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drop_overlay.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace lookalike {

DropOverlay::DropOverlay(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropOverlay::show(const QString& text, const QRect& target)
{
    m_text = text;
    m_target = target;
    setGeometry(parentWidget()->rect());
    raise();
    QWidget::show();
    update();
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    const Colors& colors = Theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = colors.window;
    veil.setAlphaF(0.75F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(colors.accent, 2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(m_target.adjusted(8, 8, -8, -8), metrics::kCorner, metrics::kCorner);

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    painter.setFont(large);
    const QSize size = QFontMetrics(large).size(Qt::TextSingleLine, m_text) + QSize(32, 20);
    QRect plate(QPoint(), size);
    plate.moveCenter(m_target.center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(plate, metrics::kCorner, metrics::kCorner);
    painter.setPen(colors.text);
    painter.drawText(plate, Qt::AlignCenter, m_text);
}

} // namespace lookalike
