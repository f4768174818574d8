// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include "ui/text/display_text.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace lookalike {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleRole(*this, QAccessible::StaticText);
}

void ElidedLabel::setText(const QString& text, Qt::TextElideMode mode, const QString& tip)
{
    m_text = text;
    m_mode = mode;
    m_tip = tip.isEmpty() ? text : tip;
    setAccessibleName(m_tip);
    updateGeometry();
    update();
}

void ElidedLabel::setStrong(bool strong)
{
    m_strong = strong;
    update();
}

void ElidedLabel::setSecondary(bool secondary)
{
    m_secondary = secondary;
    update();
}

void ElidedLabel::setOnScrim()
{
    m_onScrim = true;
    update();
}

QFont ElidedLabel::textFont() const
{
    QFont result = tabularFigures(font());
    if (m_strong)
        result.setWeight(QFont::Bold);
    return result;
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(textFont());
    return {metrics.horizontalAdvance(m_text) + 2, metrics.height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {24, sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(textFont());
    const Colors& colors = Theme::colors();
    painter.setPen(m_onScrim ? colors.onScrim : m_secondary ? colors.secondary : colors.text);
    const QFontMetrics metrics(painter.font());
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(m_text, m_mode, width()));
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const bool cut = QFontMetrics(textFont()).horizontalAdvance(m_text) > width();
        if (cut || m_tip != m_text)
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(m_tip),
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace lookalike
