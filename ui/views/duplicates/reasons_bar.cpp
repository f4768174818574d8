// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/reasons_bar.h"

#include "ui/text/keeper_text.h"
#include "ui/text/loss_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace lookalike {

ReasonsBar::ReasonsBar(QWidget* parent)
    : QWidget(parent)
    , m_tick(new QLabel(this))
    , m_reasons(plainLabel({}, this))
    , m_lossIcon(new QLabel(this))
    , m_losses(plainLabel({}, this))
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kGap, metrics::kMargin, metrics::kGap);
    layout->setHorizontalSpacing(metrics::kGap);
    layout->setVerticalSpacing(metrics::kHalfGap);
    layout->addWidget(m_tick, 0, 0, Qt::AlignTop);
    layout->addWidget(m_reasons, 0, 1);
    layout->addWidget(m_lossIcon, 1, 0, Qt::AlignTop);
    layout->addWidget(m_losses, 1, 1);
    layout->setColumnStretch(1, 1);
    for (QLabel* label : {m_reasons, m_losses}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    updateIcons();
}

void ReasonsBar::setGroup(const DuplicateGroup* group)
{
    QString why;
    const bool isPair =
        group != nullptr && group->relation == Relation::RawJpegPair && group->bytesToGain == 0;
    const bool suggests = group != nullptr && group->relation != Relation::SimilarShot && !isPair;
    if (suggests)
        why = text::reasons(*group);
    else if (isPair)
        why = tr("A raw file and its picture. Nothing is suggested; mark the one you don't need.");
    else if (group != nullptr)
        why = tr("Similar shots. Nothing is suggested; mark the ones you don't need.");
    const QString lost = group != nullptr ? text::losses(*group) : QString();
    m_reasons->setText(why);
    m_tick->setVisible(!why.isEmpty() && suggests);
    m_losses->setText(lost);
    m_losses->setVisible(!lost.isEmpty());
    m_lossIcon->setVisible(!lost.isEmpty());
}

void ReasonsBar::updateIcons()
{
    const QSize size(metrics::kIcon, metrics::kIcon);
    m_tick->setPixmap(
        lineIcon(QStringLiteral("check"), IconTint::Success).pixmap(size, devicePixelRatioF()));
    m_lossIcon->setPixmap(
        lineIcon(QStringLiteral("info"), IconTint::Secondary).pixmap(size, devicePixelRatioF()));
}

void ReasonsBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcons();
}

} // namespace lookalike
