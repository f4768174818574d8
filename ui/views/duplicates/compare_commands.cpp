// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/compare_commands.h"

#include "ui/state/review_controller.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr double kZoomFactor = 1.5;

} // namespace

CompareCommands::CompareCommands(CompareView& view, ReviewController& review,
                                 ActionRegistry& actions, QWidget& page)
    : QObject(&page)
    , m_view(view)
    , m_review(review)
    , m_page(page)
{
    buildMemberActions(actions);
    buildViewActions(actions);
}

void CompareCommands::buildMemberActions(ActionRegistry& actions)
{
    const auto add = [&, group = tr("Photos of a group")](const QString& id, const QString& text,
                                                          const char* icon, Qt::Key key,
                                                          auto&& handler) {
        QAction* action = actions.add(id, group, text, QLatin1String(icon), key,
                                      ActionRegistry::Scope::Duplicates);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_page.addAction(action);
        connect(action, &QAction::triggered, this, handler);
        return action;
    };
    previousMember =
        add(QStringLiteral("memberPrevious"), tr("&Previous photo of the group"), "back",
            Qt::Key_Left, [this] { m_view.setCurrentMember(m_view.currentMember() - 1); });
    nextMember =
        add(QStringLiteral("memberNext"), tr("&Next photo of the group"), "forward", Qt::Key_Right,
            [this] { m_view.setCurrentMember(m_view.currentMember() + 1); });
    toggle = add(QStringLiteral("memberToggle"), tr("&Mark or unmark the selected photo"), "trash",
                 Qt::Key_X, [this] { m_review.toggle(m_view.currentMember()); });
    keepThis = add(QStringLiteral("memberKeep"), tr("&Keep the selected photo"), "check", Qt::Key_P,
                   [this] { m_review.keep(m_view.currentMember()); });
    for (std::size_t i = 0; i < toggles.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        toggles[i] = add(QStringLiteral("memberToggle%1").arg(number),
                         tr("Mark or unmark photo %1").arg(number), "trash",
                         static_cast<Qt::Key>(Qt::Key_0 + number),
                         [this, number] { m_review.toggle(number - 1); });
    }
}

void CompareCommands::buildViewActions(ActionRegistry& actions)
{
    const auto add = [&, group = tr("Comparing")](const char* id, const QString& text,
                                                  const char* icon, Qt::Key key, auto&& handler) {
        QAction* action = actions.add(QLatin1String(id), group, text, QLatin1String(icon), key,
                                      ActionRegistry::Scope::Duplicates);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_page.addAction(action);
        connect(action, &QAction::triggered, this, handler);
        return action;
    };
    auto* modes = new QActionGroup(this);
    const auto addMode = [&](const char* id, const QString& text, const char* icon, Qt::Key key,
                             CompareMode mode) {
        // Pressed again, it goes back to side by side.
        QAction* action = add(id, text, icon, key, [this, mode] {
            m_view.setMode(m_view.mode() == mode ? CompareMode::SideBySide : mode);
            if (m_view.mode() == CompareMode::SideBySide)
                sideBySide->setChecked(true);
        });
        action->setCheckable(true);
        modes->addAction(action);
        return action;
    };
    sideBySide = addMode("compareSideBySide", tr("Side by &side"), "side-by-side", Qt::Key_A,
                         CompareMode::SideBySide);
    swipe = addMode("compareSwipe", tr("S&wipe"), "swipe", Qt::Key_S, CompareMode::Swipe);
    blink = addMode("compareBlink", tr("&Blink"), "blink", Qt::Key_B, CompareMode::Blink);
    difference = addMode("compareDifference", tr("&Difference"), "difference", Qt::Key_D,
                         CompareMode::Difference);
    sideBySide->setChecked(true);
    fullSize = add("compareFullSize", tr("Actual size / &Fit"), "full-size", Qt::Key_Space,
                   [this] { m_view.toggleFullSize(); });
    zoomIn = add("compareZoomIn", tr("Zoom &in"), "plus", Qt::Key_Plus,
                 [this] { m_view.view().zoomTo(m_view.view().zoom() * kZoomFactor); });
    zoomOut = add("compareZoomOut", tr("Zoom &out"), "minus", Qt::Key_Minus,
                  [this] { m_view.view().zoomTo(m_view.view().zoom() / kZoomFactor); });
}

void CompareCommands::update()
{
    const DuplicateGroup* group = m_review.currentGroup();
    for (QAction* action : {previousMember, nextMember, toggle, keepThis, sideBySide, swipe, blink,
                            difference, fullSize, zoomIn, zoomOut})
        action->setEnabled(group != nullptr);
    for (std::size_t i = 0; i < toggles.size(); ++i)
        toggles[i]->setEnabled(group != nullptr && i < group->members.size());
}

void CompareCommands::fillBar()
{
    QHBoxLayout& bar = m_view.bar();
    const auto add = [&](std::initializer_list<QAction*> actions) {
        for (QAction* action : actions)
            bar.addWidget(toolButton(action, &m_view));
    };
    m_view.addModes({sideBySide, swipe, blink, difference});
    bar.addSpacing(metrics::kGap);
    add({previousMember, nextMember});
    bar.addStretch(1);
    add({zoomOut, fullSize, zoomIn});
}

void CompareCommands::fillMenu(QMenu& members, QMenu& compare) const
{
    members.addActions({previousMember, nextMember, toggle, keepThis});
    members.addSeparator();
    for (QAction* action : toggles)
        members.addAction(action);
    compare.addActions({sideBySide, swipe, blink, difference});
    compare.addSeparator();
    compare.addActions({fullSize, zoomIn, zoomOut});
}

void CompareCommands::openMenu(const QPoint& globalPosition)
{
    lookalike::openMenu(m_view, globalPosition, [this](QMenu& menu) {
        menu.addActions({toggle, keepThis});
        menu.addSeparator();
        menu.addActions({sideBySide, swipe, blink, difference});
        menu.addSeparator();
        menu.addAction(lineIcon(QStringLiteral("reveal")), tr("Show in file manager"), &m_view,
                       &CompareView::revealCurrent);
    });
}

} // namespace lookalike
