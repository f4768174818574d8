// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/reasons_bar.h"

#include "ui/state/trash_plan.h"
#include "ui/text/keeper_text.h"
#include "ui/text/loss_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace lookalike {

ReasonsBar::ReasonsBar(const TrashPlan& plan, QWidget* parent)
    : QWidget(parent)
    , m_plan(plan)
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
    QString lost;
    bool keeps = false; // one of them is suggested to stay, or the user says so
    if (group != nullptr) {
        const std::size_t kept = m_plan.keeper(*group);
        const bool isPair = group->relation == Relation::RawJpegPair && group->bytesToGain == 0;
        keeps =
            !group->members[kept].isKeeper || (group->relation != Relation::SimilarShot && !isPair);
        why = keeps ? text::keeper(*group, kept)
              : isPair
                  ? tr("A raw file and its picture. Nothing is suggested; mark the one you don't "
                       "need.")
                  : tr("Similar shots. Nothing is suggested; mark the ones you don't need.");
        lost = text::losses(lossesOf(*group, kept, m_plan.going(*group)),
                            group->members[kept].file.path);
    }
    m_reasons->setText(why);
    m_tick->setVisible(!why.isEmpty() && keeps);
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
