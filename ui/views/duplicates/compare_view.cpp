// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/compare_view.h"

#include "ui/bridge/library_session.h"
#include "ui/text/member_facts.h"
#include "ui/views/duplicates/member_cards.h"
#include "ui/views/duplicates/member_strip.h"
#include "ui/views/duplicates/reasons_bar.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/picture_pane.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

namespace lookalike {

namespace {

constexpr double kDividerStep = 0.05;
constexpr int kModeIconsBelow = 680;  ///< of width, which the texts of the modes need in German
constexpr int kPhotosOnlyBelow = 260; ///< of height

} // namespace

CompareView::CompareView(LibrarySession& session, const TrashPlan& plan, QWidget* parent)
    : QWidget(parent)
    , m_bar(new QHBoxLayout)
    , m_plan(plan)
    , m_stack(new QStackedWidget(this))
    , m_cards(new MemberCards(session, plan, m_view, this))
    , m_words(new QWidget(this))
    , m_common(new ElidedLabel(m_words))
    , m_pair(new PairView(session.pairs(), m_view, this))
    , m_strip(new MemberStrip(session.thumbnails(), this))
    , m_reasons(new ReasonsBar(plan, m_words))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(*this, QAccessible::Grouping);
    setAccessibleName(tr("Photos of the group"));
    m_stack->addWidget(m_cards);
    m_stack->addWidget(m_pair);
    m_bar->setContentsMargins(metrics::kGap, metrics::kHalfGap, metrics::kGap, metrics::kHalfGap);
    m_bar->setSpacing(metrics::kHalfGap);
    auto* bar = new QWidget(this);
    bar->setLayout(m_bar);
    bar->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_strip);
    layout->addWidget(m_words);
    auto* words = new QVBoxLayout(m_words);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(0);
    auto* common = new QHBoxLayout;
    common->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin, 0);
    common->addWidget(m_common);
    words->addLayout(common);
    words->addWidget(m_reasons);
    m_common->setSecondary(true);

    connect(m_cards, &MemberCards::toggleRequested, this, &CompareView::toggleRequested);
    connect(m_cards, &MemberCards::keepRequested, this, &CompareView::keepRequested);
    connect(m_cards, &MemberCards::revealRequested, this, &CompareView::revealRequested);
    connect(m_cards, &MemberCards::chosen, this, [this](int member) {
        setCurrentMember(member);
        setFocus();
    });
    connect(m_strip, &MemberStrip::chosen, this, &CompareView::setCurrentMember);
    setGroup(nullptr);
}

void CompareView::addModes(const QList<QAction*>& modes)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    for (QAction* mode : modes) {
        QToolButton* button = toolButton(mode, this);
        button->setProperty("segment", mode == modes.front()  ? "first"
                                       : mode == modes.back() ? "last"
                                                              : "middle");
        row->addWidget(button);
        m_modes += button;
    }
    m_bar->addLayout(row);
}

void CompareView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    for (QToolButton* mode : m_modes)
        mode->setToolButtonStyle(width() < kModeIconsBelow ? Qt::ToolButtonIconOnly
                                                           : Qt::ToolButtonTextOnly);
    m_words->setVisible(height() >= kPhotosOnlyBelow);
}

void CompareView::setGroup(const DuplicateGroup* group)
{
    const bool same = m_group && group != nullptr && m_group->id == group->id;
    m_group = group == nullptr ? std::nullopt : std::optional(*group);
    if (!same) {
        m_member = 1;
        m_view.reset();
        m_cards->verticalScrollBar()->setValue(0);
    }
    if (m_group)
        m_member = std::clamp(m_member, 0, static_cast<int>(m_group->members.size()) - 1);
    m_stack->setVisible(m_group.has_value());
    m_cards->setGroup(m_group ? &*m_group : nullptr, m_member);
    const QStringList common = m_group ? text::facts(*m_group).common : QStringList();
    m_common->setText(tr("All: %1", "what the photos of a group have in common")
                          .arg(common.join(QStringLiteral("  ·  "))));
    m_common->setVisible(!common.isEmpty());
    m_reasons->setGroup(m_group ? &*m_group : nullptr);
    setMode(m_mode);
}

void CompareView::setMode(CompareMode mode)
{
    m_mode = mode;
    const bool pair = mode != CompareMode::SideBySide;
    m_stack->setCurrentWidget(pair ? static_cast<QWidget*>(m_pair) : m_cards);
    m_strip->setVisible(pair && m_group);
    if (m_strip->isVisibleTo(this))
        m_strip->setGroup(*m_group, std::max(m_member, 1), m_plan);
    if (pair && m_group && m_group->members.size() > 1)
        m_pair->setPair(*m_group, static_cast<std::size_t>(std::max(m_member, 1)), mode);
    else
        m_pair->stop();
}

void CompareView::setCurrentMember(int member)
{
    if (!m_group || member < 0 || member >= static_cast<int>(m_group->members.size()))
        return;
    m_member = member;
    m_cards->setCurrent(member);
    setMode(m_mode);
}

void CompareView::updateFates()
{
    m_cards->updateFates();
    if (m_group && m_strip->isVisibleTo(this))
        m_strip->setGroup(*m_group, std::max(m_member, 1), m_plan);
    m_reasons->setGroup(m_group ? &*m_group : nullptr);
}

double CompareView::fullSizeZoom() const
{
    double zoom = 1;
    const bool pair = m_mode != CompareMode::SideBySide;
    for (std::size_t i = 0; m_group && i < m_group->members.size(); ++i) {
        const ContentRow& content = m_group->members[i].content;
        const PicturePane& pane = pair ? m_pair->pane() : m_cards->pane(i);
        zoom = std::max(zoom, pane.fullSizeZoom(QSizeF(content.width, content.height)));
    }
    return zoom;
}

void CompareView::toggleFullSize()
{
    if (m_view.zoom() > 1)
        m_view.reset();
    else
        m_view.zoomTo(std::max(fullSizeZoom(), 2.0));
}

void CompareView::revealCurrent()
{
    if (m_group)
        Q_EMIT revealRequested(m_group->members[static_cast<std::size_t>(m_member)].file.path);
}

void CompareView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        askForMenuByKeyboard();
    } else if (m_group) {
        if (m_mode == CompareMode::SideBySide)
            setCurrentMember(
                m_cards->memberWith(QApplication::widgetAt(event->globalPos())).value_or(m_member));
        Q_EMIT menuRequested(event->globalPos());
    }
}

void CompareView::askForMenuByKeyboard()
{
    if (!m_group)
        return;
    if (m_mode != CompareMode::SideBySide) {
        Q_EMIT menuRequested(mapToGlobal(m_stack->geometry().center()));
        return;
    }
    setCurrentMember(m_cards->memberWith(QApplication::focusWidget()).value_or(m_member));
    const PicturePane& pane = m_cards->pane(static_cast<std::size_t>(m_member));
    Q_EMIT menuRequested(pane.mapToGlobal(pane.visibleRegion().boundingRect().center()));
}

void CompareView::keyPressEvent(QKeyEvent* event)
{
    if (asksForMenu(*event)) {
        askForMenuByKeyboard();
        return;
    }
    const bool left = event->key() == Qt::Key_Left;
    if ((left || event->key() == Qt::Key_Right) && event->modifiers() == Qt::ShiftModifier &&
        m_mode == CompareMode::Swipe)
        m_pair->moveDivider(left ? -kDividerStep : kDividerStep);
    else
        QWidget::keyPressEvent(event);
}

void CompareView::paintEvent(QPaintEvent*)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(QPen(Theme::colors().accent, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace lookalike
