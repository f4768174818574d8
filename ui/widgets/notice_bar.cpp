// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace lookalike {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(plainLabel({}, this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(this);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    close->setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kGap,
                               metrics::kHalfGap);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (m_action)
            m_action();
    });
    hide();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::showError(const QString& text)
{
    showNotice(text);
    m_icon->setPixmap(lineIcon(QStringLiteral("warning"), IconTint::Danger)
                          .pixmap({metrics::kIcon, metrics::kIcon}, devicePixelRatioF()));
}

void NoticeBar::showNotice(const QString& text, const QString& actionText,
                           std::function<void()> action)
{
    m_icon->setPixmap(lineIcon(QStringLiteral("info"), IconTint::Secondary)
                          .pixmap({metrics::kIcon, metrics::kIcon}, devicePixelRatioF()));
    m_text->setText(text);
    m_action = std::move(action);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    show();
    setAccessibleName(text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace lookalike
