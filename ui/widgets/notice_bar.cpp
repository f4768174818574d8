// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kTimesLongerWhenReadAloud = 4;

} // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(plainLabel({}, this))
    , m_button(new QPushButton(this))
    , m_isReadAloud(&QAccessible::isActive)
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
    m_button->setAutoDefault(true); // Return presses it
    layout->addWidget(m_button);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (m_action)
            m_action();
    });
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &QWidget::hide);
    connect(qApp, &QApplication::focusChanged, this, &NoticeBar::updateExpiry);
    hide();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::showError(const QString& text)
{
    m_action = {};
    m_button->hide();
    showMessage(text, IconTint::Danger, End::Time);
}

void NoticeBar::showNotice(const QString& text, const QString& actionText,
                           std::function<void()> action)
{
    m_action = std::move(action);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    showMessage(text, IconTint::Secondary, actionText.isEmpty() ? End::Time : End::Change);
}

void NoticeBar::showOngoing(const QString& text)
{
    m_action = {};
    m_button->hide();
    showMessage(text, IconTint::Secondary, End::Withdrawal);
}

void NoticeBar::showMessage(const QString& text, IconTint tint, End end)
{
    const auto* const icon = tint == IconTint::Danger ? "warning" : "info";
    m_icon->setPixmap(lineIcon(QLatin1String(icon), tint)
                          .pixmap({metrics::kIcon, metrics::kIcon}, devicePixelRatioF()));
    m_text->setText(text);
    m_end = end;
    m_expiry.stop(); // it was for the message before
    show();
    updateExpiry();
    setAccessibleName(text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeBar::withdraw(const QString& text)
{
    if (m_text->text() == text)
        hide();
}

void NoticeBar::dropOffer()
{
    if (m_end == End::Change)
        hide();
}

void NoticeBar::turnPage()
{
    if (m_end != End::Withdrawal)
        hide();
}

void NoticeBar::updateExpiry()
{
    const bool isHeld = underMouse() || isAncestorOf(QApplication::focusWidget());
    if (isHidden() || m_end != End::Time || isHeld)
        m_expiry.stop();
    else if (!m_expiry.isActive())
        m_expiry.start(m_isReadAloud() ? kTimesLongerWhenReadAloud * m_lifetime : m_lifetime);
}

std::chrono::milliseconds NoticeBar::countdown() const
{
    return isExpiring() ? m_expiry.intervalAsDuration() : std::chrono::milliseconds(0);
}

void NoticeBar::enterEvent(QEnterEvent* event)
{
    QFrame::enterEvent(event);
    updateExpiry();
}

void NoticeBar::leaveEvent(QEvent* event)
{
    QFrame::leaveEvent(event);
    updateExpiry();
}

void NoticeBar::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    updateExpiry();
}

} // namespace lookalike
