// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the duplicates page and its shortcut.
#include "ui/bridge/library_session.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/widgets/action_registry.h"

#include <QActionGroup>
#include <QMenu>

namespace lookalike {

namespace {

constexpr double kZoomStep = 1.5;

} // namespace

void DuplicatesPage::buildActions(ActionRegistry& actions)
{
    const QString group = tr("Duplicates");
    const auto add = [&](const char* id, const QString& text, const char* icon,
                         const QKeySequence& keys, auto&& handler) {
        QAction* action = actions.add(QLatin1String(id), group, text, QLatin1String(icon), keys,
                                      ActionRegistry::Scope::Duplicates);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, handler);
        return action;
    };
    m_do.scan = add("duplicatesScan", tr("&Look for duplicates"), "search", tr("Ctrl+L"),
                    [this] { m_session.duplicates().start(); });
    m_do.pause = add("duplicatesPause", tr("&Pause looking"), "pause", {},
                     [this](bool paused) { m_session.duplicates().setPaused(paused); });
    m_do.pause->setCheckable(true);
    m_do.apply =
        add("duplicatesApply", tr("&Keep suggested"), "check", Qt::Key_Return, [this] { apply(); });
    m_do.applyAll = add("duplicatesApplyAll", tr("Keep suggested in &all groups shown…"), "check",
                        tr("Ctrl+Shift+Return"), [this] {
                            std::vector<const DuplicateGroup*> groups;
                            for (int row = 0; row < m_model.rowCount(); ++row)
                                groups.push_back(&m_model.group(row));
                            applyTo(groups);
                        });
    m_do.keepAll = add("duplicatesKeepAll", tr("K&eep all"), "plus", Qt::Key_K,
                       [this] { decide(DecisionKind::KeepAll); });
    m_do.notDuplicates = add("duplicatesNot", tr("&Not duplicates"), "close", Qt::Key_N,
                             [this] { decide(DecisionKind::NotDuplicates); });
    m_do.trash = add("duplicatesTrash", tr("&Move to the trash"), "trash",
                     QKeySequence(Qt::Key_Delete), [this] { previewTrash(); });
    m_do.undo = add("duplicatesUndo", tr("&Undo"), "undo", QKeySequence(QKeySequence::Undo),
                    [this] { undo(); });
    m_do.rules = add("duplicatesRules", tr("&Which photo to keep…"), "settings", tr("Ctrl+R"),
                     [this] { editRules(); });
    m_do.decisions = add("duplicatesDecisions", tr("&Decisions…"), "history", tr("Ctrl+D"),
                         [this] { editDecisions(); });
}

void DuplicatesPage::buildMemberActions(ActionRegistry& actions)
{
    const QString group = tr("Photos of a group");
    const auto add = [&](const QString& id, const QString& text, const char* icon,
                         const QKeySequence& keys, auto&& handler) {
        QAction* action = actions.add(id, group, text, QLatin1String(icon), keys,
                                      ActionRegistry::Scope::Duplicates);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, handler);
        return action;
    };
    m_do.previousMember =
        add(QStringLiteral("memberPrevious"), tr("&Previous photo of the group"), "back",
            Qt::Key_Left, [this] { m_compare->setCurrentMember(m_compare->currentMember() - 1); });
    m_do.nextMember =
        add(QStringLiteral("memberNext"), tr("&Next photo of the group"), "forward", Qt::Key_Right,
            [this] { m_compare->setCurrentMember(m_compare->currentMember() + 1); });
    m_do.toggle = add(QStringLiteral("memberToggle"), tr("&Mark the chosen photo, or let it stay"),
                      "trash", Qt::Key_X, [this] { toggleMember(m_compare->currentMember()); });
    m_do.keepThis = add(QStringLiteral("memberKeep"), tr("&Keep the chosen photo in any case"),
                        "check", Qt::Key_P, [this] { keepMember(m_compare->currentMember()); });
    for (std::size_t i = 0; i < m_do.toggles.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        m_do.toggles[i] =
            add(QStringLiteral("memberToggle%1").arg(number),
                tr("Mark photo %1, or let it stay").arg(number), "trash",
                QKeySequence(Qt::Key_0 + number), [this, number] { toggleMember(number - 1); });
    }
}

void DuplicatesPage::buildViewActions(ActionRegistry& actions)
{
    const QString group = tr("Comparing");
    const auto add = [&](const char* id, const QString& text, const char* icon,
                         const QKeySequence& keys) {
        QAction* action = actions.add(QLatin1String(id), group, text, QLatin1String(icon), keys,
                                      ActionRegistry::Scope::Duplicates);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    auto* modes = new QActionGroup(this);
    const auto addMode = [&](const char* id, const QString& text, const char* icon, Qt::Key key,
                             CompareMode mode) {
        QAction* action = add(id, text, icon, key);
        action->setCheckable(true);
        modes->addAction(action);
        // Pressed again, it goes back to side by side.
        connect(action, &QAction::triggered, this, [this, mode] {
            m_compare->setMode(m_compare->mode() == mode ? CompareMode::SideBySide : mode);
            if (m_compare->mode() == CompareMode::SideBySide)
                m_do.sideBySide->setChecked(true);
        });
        return action;
    };
    m_do.sideBySide = addMode("compareSideBySide", tr("Side by &side"), "side-by-side", Qt::Key_A,
                              CompareMode::SideBySide);
    m_do.swipe = addMode("compareSwipe", tr("S&wipe"), "swipe", Qt::Key_S, CompareMode::Swipe);
    m_do.blink = addMode("compareBlink", tr("&Blink"), "blink", Qt::Key_B, CompareMode::Blink);
    m_do.difference = addMode("compareDifference", tr("&Difference"), "difference", Qt::Key_D,
                              CompareMode::Difference);
    m_do.sideBySide->setChecked(true);
    m_do.fullSize =
        add("compareFullSize", tr("&Full size, or all of it"), "full-size", Qt::Key_Space);
    m_do.zoomIn = add("compareZoomIn", tr("Zoom &in"), "plus", Qt::Key_Plus);
    m_do.zoomOut = add("compareZoomOut", tr("Zoom &out"), "minus", Qt::Key_Minus);
    connect(m_do.fullSize, &QAction::triggered, this, [this] { m_compare->toggleFullSize(); });
    connect(m_do.zoomIn, &QAction::triggered, this,
            [this] { m_compare->view().zoomTo(m_compare->view().zoom() * kZoomStep); });
    connect(m_do.zoomOut, &QAction::triggered, this,
            [this] { m_compare->view().zoomTo(m_compare->view().zoom() / kZoomStep); });
}

void DuplicatesPage::addMenus(QMenu& window)
{
    QMenu& menu = *window.addMenu(title());
    menu.addActions({m_do.scan, m_do.pause});
    menu.addSeparator();
    menu.addActions({m_do.apply, m_do.applyAll, m_do.keepAll, m_do.notDuplicates});
    menu.addSeparator();
    QMenu* members = menu.addMenu(tr("&Photos of the group"));
    members->addActions({m_do.previousMember, m_do.nextMember, m_do.toggle, m_do.keepThis});
    members->addSeparator();
    for (QAction* toggle : m_do.toggles)
        members->addAction(toggle);
    QMenu* compare = menu.addMenu(tr("&Compare"));
    compare->addActions({m_do.sideBySide, m_do.swipe, m_do.blink, m_do.difference});
    compare->addSeparator();
    compare->addActions({m_do.fullSize, m_do.zoomIn, m_do.zoomOut});
    menu.addSeparator();
    menu.addActions({m_do.trash, m_do.undo});
    menu.addSeparator();
    menu.addActions({m_do.rules, m_do.decisions});
}

} // namespace lookalike
