// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/member_card.h"

#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/picture_pane.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <algorithm>

namespace lookalike {

MemberCard::MemberCard(SharedView& view, QWidget* parent)
    : QFrame(parent)
    , m_badge(plainLabel({}, this))
    , m_state(plainLabel({}, this))
    , m_reveal(addButton(QStringLiteral("reveal")))
    , m_keep(addButton(QStringLiteral("check")))
    , m_toggle(addButton(QStringLiteral("trash")))
    , m_pane(new PicturePane(view, this))
    , m_name(new ElidedLabel(this))
    , m_evidence(secondaryLabel({}, this))
    , m_facts(new QVBoxLayout)
{
    setObjectName(QStringLiteral("memberCard"));
    setAccessibleRole(*this, QAccessible::Grouping);
    setMinimumWidth(kSmallestWidth);
    m_badge->setObjectName(QStringLiteral("memberNumber"));
    m_badge->setAlignment(Qt::AlignCenter);
    m_state->setObjectName(QStringLiteral("memberState"));
    m_evidence->setWordWrap(true);
    m_evidence->setAlignment(Qt::AlignTop);
    m_reveal->setToolTip(tr("Show in file manager"));
    m_toggle->setCheckable(true);

    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::kHalfGap);
    head->addWidget(m_badge);
    head->addWidget(m_state);
    head->addStretch(1);
    head->addWidget(m_reveal);
    head->addWidget(m_keep);
    head->addWidget(m_toggle);
    m_facts->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kGap, metrics::kHalfGap, metrics::kGap, metrics::kGap);
    layout->setSpacing(metrics::kHalfGap);
    layout->addLayout(head);
    layout->addWidget(m_pane, 1);
    layout->addWidget(m_name);
    layout->addWidget(m_evidence);
    layout->addLayout(m_facts);

    connect(m_toggle, &QToolButton::clicked, this, [this] {
        m_toggle->setChecked(m_fate == Fate::Goes); // until the answer is known
        Q_EMIT toggleRequested();
    });
    connect(m_keep, &QToolButton::clicked, this, &MemberCard::keepRequested);
    connect(m_reveal, &QToolButton::clicked, this, &MemberCard::revealRequested);
    connect(m_pane, &PicturePane::clicked, this, &MemberCard::chosen);
}

QToolButton* MemberCard::addButton(const QString& icon)
{
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the arrow keys to the list of groups
    return button;
}

void MemberCard::setMember(const DuplicateMember& member, int number,
                           const std::vector<text::Fact>& facts)
{
    m_path = member.file.path;
    m_number = number;
    m_shownName = displayName(m_path);
    m_badge->setText(text::number(static_cast<std::uint64_t>(number)));
    m_name->setText(m_shownName, Qt::ElideMiddle, lookalike::displayText(m_path));
    m_factTexts = facts;
    showFacts();
    updateName();
}

void MemberCard::setStanding(const QString& text)
{
    m_evidence->setText(text);
}

QString MemberCard::standing() const
{
    return m_evidence->text();
}

int MemberCard::standingLines(int width) const
{
    if (standing().isEmpty())
        return 0;
    // Text is up to some hundredths wider where it is painted at another scale than measured.
    constexpr int kPercentOfWidth = 95;
    const int text = (width - chromeWidth()) * kPercentOfWidth / 100;
    const QRect room(0, 0, std::max(1, text), QWIDGETSIZE_MAX);
    const QFontMetrics metrics = m_evidence->fontMetrics();
    return metrics.boundingRect(room, Qt::TextWordWrap, standing()).height() /
           std::max(1, metrics.height());
}

void MemberCard::setStandingRoom(int lines)
{
    m_evidence->setFixedHeight(lines * m_evidence->fontMetrics().height());
}

void MemberCard::showFacts()
{
    while (m_factLabels.size() < m_factTexts.size()) {
        m_factLabels.push_back(new ElidedLabel(this));
        m_facts->addWidget(m_factLabels.back());
    }
    const auto lines = static_cast<std::size_t>(factLines(height()));
    for (std::size_t i = 0; i < m_factLabels.size(); ++i) {
        ElidedLabel* label = m_factLabels[i];
        label->setVisible(i < std::min(lines, m_factTexts.size()));
        if (i >= m_factTexts.size())
            continue;
        const text::Fact& fact = m_factTexts[i];
        label->setText(fact.best ? tr("✓ %1", "the best value").arg(fact.text) : fact.text,
                       fact.tip.isEmpty() ? Qt::ElideRight : Qt::ElideLeft, fact.tip);
        label->setSecondary(!fact.known);
    }
}

int MemberCard::factLines(int room) const
{
    constexpr int kRoomForAll = 420;
    constexpr int kRoomForMost = 260;
    const auto all = static_cast<int>(m_factTexts.size());
    return room >= kRoomForAll ? all : std::min(all, room >= kRoomForMost ? 4 : 2);
}

int MemberCard::chromeWidth() const
{
    const QMargins margins = layout()->contentsMargins();
    return margins.left() + margins.right();
}

int MemberCard::chromeHeight(int room, int standingLines) const
{
    const QMargins margins = layout()->contentsMargins();
    const int line = m_name->sizeHint().height();
    const int gaps = layout()->count() - 1;
    return margins.top() + margins.bottom() + m_toggle->sizeHint().height() +
           gaps * layout()->spacing() + (1 + factLines(room)) * line +
           standingLines * m_evidence->fontMetrics().height();
}

void MemberCard::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrangeHead();
    showFacts();
}

void MemberCard::arrangeHead()
{
    // What becomes of the photo needs the room before a button that the menu has, too.
    int needed = chromeWidth();
    for (const QWidget* widget : {static_cast<QWidget*>(m_badge), static_cast<QWidget*>(m_state),
                                  static_cast<QWidget*>(m_reveal), static_cast<QWidget*>(m_keep),
                                  static_cast<QWidget*>(m_toggle)})
        if (widget != m_state || m_fate != Fate::Stays)
            needed += widget->sizeHint().width() + metrics::kHalfGap;
    m_reveal->setVisible(width() >= needed);
}

void MemberCard::setFate(Fate fate)
{
    m_fate = fate;
    const auto show = [this](const char* state, const QString& text) {
        m_state->setText(text);
        m_state->setProperty("state", QLatin1String(state));
        m_state->style()->unpolish(m_state);
        m_state->style()->polish(m_state);
    };
    switch (fate) {
    case Fate::Stays:
        show("", {});
        break;
    case Fate::Kept:
        show("stays", tr("Keep"));
        break;
    case Fate::Goes:
        show("goes", tr("Trash"));
        break;
    case Fate::Protected:
        show("stays", tr("Protected"));
        break;
    }
    m_state->setVisible(fate != Fate::Stays);
    arrangeHead();
    m_pane->setFaded(fate == Fate::Goes);
    m_toggle->setChecked(fate == Fate::Goes);
    m_toggle->setEnabled(fate != Fate::Protected);
    if (const bool stays = fate == Fate::Kept || fate == Fate::Protected;
        property("stays").toBool() != stays) {
        setProperty("stays", stays);
        style()->unpolish(this);
        style()->polish(this);
    }
    updateName();
}

void MemberCard::setCurrent(bool current)
{
    if (property("current").toBool() == current)
        return;
    setProperty("current", current);
    for (QWidget* widget : {static_cast<QWidget*>(this), static_cast<QWidget*>(m_badge)}) {
        style()->unpolish(widget);
        style()->polish(widget);
    }
}

void MemberCard::updateName()
{
    const QString of = tr("photo %1, %2").arg(m_number).arg(m_shownName);
    setAccessibleName(m_state->text().isEmpty()
                          ? of
                          : tr("%1: %2", "photo, what becomes of it").arg(of, m_state->text()));
    m_pane->setAccessibleName(tr("Picture of %1").arg(of));
    m_reveal->setAccessibleName(tr("Show %1 in file manager").arg(of));
    m_keep->setAccessibleName(tr("Keep %1").arg(of));
    m_keep->setToolTip(tr("Keep this one"));
    const QString toggle =
        m_fate == Fate::Goes ? tr("Keep it (%1)") : tr("Mark for the trash (%1)");
    m_toggle->setToolTip(m_number <= 9 ? toggle.arg(m_number)
                                       : QString(toggle).remove(QStringLiteral(" (%1)")));
    m_toggle->setAccessibleName(m_fate == Fate::Goes ? tr("Unmark %1").arg(of)
                                                     : tr("Mark %1 for the trash").arg(of));
}

} // namespace lookalike
