// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lookalike {

namespace {

constexpr int kIconSide = 56;
constexpr int kSideMargin = 48;

} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_sentence(plainLabel({}, this))
    , m_explanation(secondaryLabel({}, this))
    , m_button(new QPushButton(this))
{
    m_icon->setAlignment(Qt::AlignCenter);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_sentence->setFont(large);
    for (QLabel* label : {m_sentence, m_explanation}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    }
    m_button->setProperty("primary", true);
    m_button->setAutoDefault(true); // Return presses it
    setFocusProxy(m_button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSideMargin, 0, kSideMargin, 0);
    layout->setSpacing(metrics::kMargin);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(metrics::kHalfGap);
    layout->addWidget(m_sentence);
    layout->addWidget(m_explanation);
    layout->addSpacing(metrics::kHalfGap);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_content.action)
            m_content.action();
    });
}

bool EmptyState::show(const Content& content)
{
    const bool isOther =
        content.sentence != m_content.sentence || content.button != m_content.button;
    m_content = content;
    m_sentence->setText(content.sentence);
    m_explanation->setText(content.explanation);
    m_explanation->setVisible(!content.explanation.isEmpty());
    m_button->setText(content.button);
    m_button->setVisible(!content.button.isEmpty());
    setAccessibleName(content.sentence);
    updateIcon();
    return isOther;
}

void EmptyState::updateIcon()
{
    if (m_content.icon.isEmpty()) {
        m_icon->clear();
        return;
    }
    m_icon->setPixmap(lineIcon(m_content.icon, IconTint::Secondary)
                          .pixmap({kIconSide, kIconSide}, devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

} // namespace lookalike
