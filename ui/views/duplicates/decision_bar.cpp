// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/decision_bar.h"

#include "ui/state/plan_summary.h"
#include "ui/text/amounts.h"
#include "ui/text/loss_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>

namespace lookalike {

DecisionBar::DecisionBar(const Actions& actions, QWidget* parent)
    : QFrame(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_total(plainLabel({}, this))
    , m_show(new QToolButton(this))
{
    setObjectName(QStringLiteral("decisionBar"));
    m_total->setFont(tabularFigures(font()));
    m_total->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_total->setWordWrap(true);
    m_show->setText(tr("Show"));
    m_show->setToolTip(tr("List what goes, what stays and what is lost"));
    m_show->setAccessibleName(m_show->toolTip());
    m_show->setFocusPolicy(Qt::StrongFocus);
    connect(m_show, &QToolButton::clicked, actions.trash, &QAction::trigger);
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
    all->addWidget(m_show);
    all->addWidget(toolButton(actions.undo, this));
    all->addWidget(trash);
    m_layout->setContentsMargins(metrics::kMargin, metrics::kGap, metrics::kMargin, metrics::kGap);
    m_layout->setSpacing(metrics::kGap);
    m_layout->addLayout(group);
    m_layout->addLayout(all, 1);
    setTotal({});
}

void DecisionBar::setTotal(const PlanSummary& summary)
{
    QString total = tr("Nothing marked");
    if (summary.photos() > 0)
        total = tr("%1 from %Ln group(s), %2", nullptr, static_cast<int>(summary.groups()))
                    .arg(text::photos(summary.photos()), text::bytes(summary.bytes()));
    if (summary.losing() > 0) {
        QStringList lost;
        for (const KeeperLossKind kind : summary.lost())
            lost += text::loss({kind, {}});
        total += QLatin1Char('\n') +
                 tr("Lost with %Ln photo(s): %1", nullptr, static_cast<int>(summary.losing()))
                     .arg(lost.join(QStringLiteral(", ")));
    }
    m_total->setText(total);
    m_show->setVisible(summary.losing() > 0);
}

void DecisionBar::arrange()
{
    const QMargins margins = m_layout->contentsMargins();
    int beside = margins.left() + margins.right() + m_layout->spacing();
    for (int i = 0; i < m_layout->count(); ++i)
        beside += m_layout->itemAt(i)->sizeHint().width();
    m_layout->setDirection(width() < beside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QSize DecisionBar::minimumSizeHint() const
{
    const QMargins margins = m_layout->contentsMargins();
    int widest = 0;
    for (int i = 0; i < m_layout->count(); ++i)
        widest = std::max(widest, m_layout->itemAt(i)->minimumSize().width());
    return {widest + margins.left() + margins.right(), QFrame::minimumSizeHint().height()};
}

bool DecisionBar::event(QEvent* event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest) // a button has another text
        arrange();
    return handled;
}

void DecisionBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

} // namespace lookalike
