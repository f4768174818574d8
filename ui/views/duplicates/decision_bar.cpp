// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/decision_bar.h"

#include "ui/text/amounts.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace lookalike {

DecisionBar::DecisionBar(const Actions& actions, QWidget* parent)
    : QFrame(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_total(plainLabel({}, this))
{
    setObjectName(QStringLiteral("decisionBar"));
    m_total->setFont(tabularFigures(font()));
    m_total->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* apply = new ActionButton(*actions.apply, this);
    apply->setProperty("primary", true);
    auto* trash = new ActionButton(*actions.trash, this);
    trash->setProperty("danger", true);

    auto* group = new QHBoxLayout;
    group->setSpacing(metrics::kGap);
    group->addWidget(apply);
    group->addWidget(new ActionButton(*actions.keepAll, this));
    group->addWidget(new ActionButton(*actions.notDuplicates, this));
    group->addStretch(1);
    auto* all = new QHBoxLayout;
    all->setSpacing(metrics::kGap);
    all->addWidget(m_total, 1);
    all->addWidget(toolButton(actions.undo, this));
    all->addWidget(trash);
    m_layout->setContentsMargins(metrics::kMargin, metrics::kGap, metrics::kMargin, metrics::kGap);
    m_layout->setSpacing(metrics::kGap);
    m_layout->addLayout(group);
    m_layout->addLayout(all, 1);
    setTotal(0, 0);
}

void DecisionBar::setTotal(std::uint64_t files, std::uint64_t bytes)
{
    m_total->setText(files == 0
                         ? tr("Nothing marked")
                         : tr("%1 marked, frees %2").arg(text::photos(files), text::bytes(bytes)));
}

void DecisionBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    m_layout->setDirection(width() < metrics::kNarrowWindow ? QBoxLayout::TopToBottom
                                                            : QBoxLayout::LeftToRight);
}

} // namespace lookalike
