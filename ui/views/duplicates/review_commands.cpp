// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/review_commands.h"

#include "ui/bridge/library_session.h"
#include "ui/state/review_controller.h"
#include "ui/text/amounts.h"
#include "ui/views/duplicates/compare_commands.h"
#include "ui/views/duplicates/decisions_dialog.h"
#include "ui/views/duplicates/keeper_rules_dialog.h"
#include "ui/views/duplicates/trash_preview_dialog.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/open_dialog.h"

#include <QApplication>
#include <QMenu>

namespace lookalike {

ReviewCommands::ReviewCommands(LibrarySession& session, ReviewController& review,
                               ActionRegistry& actions, QWidget& page)
    : QObject(&page)
    , m_session(session)
    , m_review(review)
    , m_page(page)
{
    using Scope = ActionRegistry::Scope;
    const QString group = tr("Duplicates");
    const auto add = [&](const char* id, const QString& text, const char* icon,
                         const QKeySequence& keys) {
        QAction* action = actions.add(QLatin1String(id), group, text, QLatin1String(icon), keys,
                                      Scope::Duplicates);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_page.addAction(action);
        return action;
    };
    scan = add("duplicatesScan", tr("&Find duplicates"), "search", tr("Ctrl+L"));
    pause = add("duplicatesPause", tr("&Pause search"), "pause", {});
    pause->setCheckable(true);
    apply = add("duplicatesApply", tr("&Accept suggestion"), "check", Qt::Key_Return);
    applyAll =
        add("duplicatesApplyAll", tr("Accept all &suggestions…"), "check", tr("Ctrl+Shift+Return"));
    keepAll = add("duplicatesKeepAll", tr("K&eep all"), "plus", Qt::Key_K);
    notDuplicates = add("duplicatesNot", tr("&Not duplicates"), "close", Qt::Key_N);
    trash = add("duplicatesTrash", tr("&Move to the trash"), "trash", Qt::Key_Delete);
    // A step is taken back from every page: the window has no other Undo.
    undo = actions.add(QStringLiteral("duplicatesUndo"), group, tr("&Undo"), QStringLiteral("undo"),
                       QKeySequence::Undo, Scope::Window);
    m_page.addAction(undo);
    rules = add("duplicatesRules", tr("Rules for &what to keep…"), "settings", tr("Ctrl+R"));
    decisions = add("duplicatesDecisions", tr("&Decisions…"), "history", tr("Ctrl+D"));
    connectActions();
}

void ReviewCommands::connectActions()
{
    DuplicateScanner& scanner = m_session.duplicates();
    connect(scan, &QAction::triggered, &scanner, &DuplicateScanner::start);
    connect(pause, &QAction::triggered, &scanner, &DuplicateScanner::setPaused);
    connect(apply, &QAction::triggered, this, &ReviewCommands::applyToSelection);
    connect(applyAll, &QAction::triggered, this, [this] {
        std::vector<const DuplicateGroup*> groups;
        for (int row = 0; row < m_review.groups().rowCount(); ++row)
            groups.push_back(&m_review.groups().group(row));
        previewSuggestion(groups);
    });
    connect(keepAll, &QAction::triggered, this, [this] { m_review.decide(DecisionKind::KeepAll); });
    connect(notDuplicates, &QAction::triggered, this,
            [this] { m_review.decide(DecisionKind::NotDuplicates); });
    connect(trash, &QAction::triggered, this, &ReviewCommands::previewTrash);
    connect(undo, &QAction::triggered, this, &ReviewCommands::takeBack);
    const TransferRunner& transfers = m_session.transfers();
    connect(&transfers, &TransferRunner::transferred, this,
            [this](const TransferOutcome& outcome) { setTransferLatest(outcome.photos > 0); });
    connect(&transfers, &TransferRunner::undone, this, [this] { setTransferLatest(false); });
    connect(&m_session.trash(), &TrashRunner::moved, this, [this] { setTransferLatest(false); });
    connect(&m_review, &ReviewController::stepTaken, this, [this] { setTransferLatest(false); });
    connect(rules, &QAction::triggered, this, &ReviewCommands::editRules);
    connect(decisions, &QAction::triggered, this, &ReviewCommands::editDecisions);
    connect(&m_review, &ReviewController::refused, this, &ReviewCommands::listRefused);
}

void ReviewCommands::fillMenu(QMenu& menu, const CompareCommands& photos) const
{
    menu.addActions({scan, pause});
    menu.addSeparator();
    menu.addActions({apply, applyAll, keepAll, notDuplicates});
    menu.addSeparator();
    photos.fillMenu(*menu.addMenu(tr("&Photos of the group")), *menu.addMenu(tr("&Compare")));
    menu.addSeparator();
    menu.addActions({trash, undo});
    menu.addSeparator();
    menu.addActions({rules, decisions});
}

void ReviewCommands::fillGroupMenu(QMenu& menu) const
{
    menu.addActions({apply, keepAll, notDuplicates});
    menu.addSeparator();
    menu.addActions({trash, undo});
}

void ReviewCommands::update()
{
    const DuplicateGroup* group = m_review.currentGroup();
    const TrashPlan& plan = m_review.plan();
    const bool any = group != nullptr;
    const int selected = m_review.selectedCount();
    const bool similar = m_review.loader().scope().similarShots;
    const bool running = m_session.duplicates().isRunning();
    const bool busy = m_session.trash().isBusy();
    const auto marked = static_cast<int>(plan.files());
    scan->setEnabled(m_session.isOpen() && !running && !m_session.status().folders.empty());
    scan->setText(similar ? tr("&Find similar shots") : tr("&Find duplicates"));
    pause->setEnabled(running);
    pause->setChecked(m_session.duplicates().isPaused());
    apply->setEnabled(any && !(similar && selected > 1));
    const std::size_t kept = any ? plan.keeper(*group) : 0;
    const QString freed = any ? text::bytes(plan.suggestedBytes(*group)) : QString();
    apply->setText(similar        ? tr("&Next group")
                   : selected > 1 ? tr("&Accept suggestion in %Ln group(s)", nullptr, selected)
                   : any && plan.isTouched(*group) ? tr("Done with this &group")
                   : any && kept != 0 ? tr("&Keep photo %1, frees %2").arg(kept + 1).arg(freed)
                   : any              ? tr("&Accept suggestion, frees %1").arg(freed)
                                      : tr("&Accept suggestion"));
    applyAll->setEnabled(any && !similar);
    keepAll->setEnabled(any);
    notDuplicates->setEnabled(any);
    trash->setEnabled(marked > 0 && !busy);
    trash->setText(marked > 0 ? tr("&Move %Ln photo(s) to the trash", nullptr, marked)
                              : tr("&Move to the trash"));
    undo->setEnabled(!busy && !m_session.transfers().isBusy() &&
                     (m_isTransferLatest || m_review.canUndo()));
}

void ReviewCommands::setTransferLatest(bool latest)
{
    m_isTransferLatest = latest;
    update();
}

void ReviewCommands::applyToSelection()
{
    if (m_review.selectedCount() > 1)
        previewSuggestion(m_review.selectedGroups());
    else
        m_review.applyToCurrent();
}

void ReviewCommands::previewSuggestion(const std::vector<const DuplicateGroup*>& groups)
{
    std::vector<GroupId> ids; // the list may be read again behind the dialog
    for (const DuplicateGroup* group : groups)
        ids.push_back(group->id);
    auto* dialog = new TrashPreviewDialog(m_session, m_review.plan().suggestions(groups),
                                          TrashPreviewDialog::Purpose::Mark, &m_page);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, ids] { m_review.applyTo(ids, dialog->leftOut()); });
    openDialog(dialog);
}

void ReviewCommands::previewTrash()
{
    const auto selections = m_review.selections();
    if (selections.empty() || m_session.trash().isBusy())
        return;
    auto* dialog =
        new TrashPreviewDialog(m_session, selections, TrashPreviewDialog::Purpose::Move, &m_page);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_review.moveToTrash(dialog->selections(), dialog->mode()); });
    openDialog(dialog);
}

void ReviewCommands::listRefused(const TrashReport& report, const QString& sentence, bool wasUndo)
{
    using Purpose = TrashPreviewDialog::Purpose;
    openDialog(new TrashPreviewDialog(m_session, report, sentence,
                                      wasUndo ? Purpose::Undo : Purpose::Move, &m_page));
}

void ReviewCommands::takeBack()
{
    if (m_session.trash().isBusy())
        return;
    if (m_isTransferLatest) {
        m_session.transfers().undo({});
        return;
    }
    if (m_page.isVisible() && !m_page.isAncestorOf(QApplication::focusWidget()))
        m_page.setFocus(); // asked for in a message that is closed now
    m_review.undo();
}

void ReviewCommands::editRules()
{
    auto* dialog = new KeeperRulesDialog(m_session, &m_page);
    connect(dialog, &KeeperRulesDialog::rulesChanged, this, &ReviewCommands::edited);
    connect(dialog, &KeeperRulesDialog::protectionChanged, this, &ReviewCommands::edited);
    openDialog(dialog);
}

void ReviewCommands::editDecisions()
{
    auto* dialog = new DecisionsDialog(m_session, &m_page);
    connect(dialog, &DecisionsDialog::revoked, this, &ReviewCommands::edited);
    openDialog(dialog);
}

} // namespace lookalike
