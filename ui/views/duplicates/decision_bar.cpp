// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/decision_bar.h"

#include "ui/text/amounts.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

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
