// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_button.h"

#include "ui/text/display_text.h"

#include <QStyle>
#include <QStyleOptionButton>

namespace lookalike {

ElidedButton::ElidedButton(const QString& text, QWidget* parent)
    : QPushButton(plainButtonText(text), parent)
    , m_whole(text)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setToolTip(plainToolTip(text));
}

QSize ElidedButton::minimumSizeHint() const
{
    constexpr int kSmallestWidth = 48;
    return {kSmallestWidth, sizeHint().height()};
}

void ElidedButton::resizeEvent(QResizeEvent* event)
{
    QPushButton::resizeEvent(event);
    QStyleOptionButton option;
    initStyleOption(&option);
    const int room = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this).width();
    setText(plainButtonText(fontMetrics().elidedText(m_whole, Qt::ElideMiddle, room)));
}

} // namespace lookalike
