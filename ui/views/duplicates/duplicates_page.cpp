// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/duplicates_page.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/models/folders_model.h"
#include "ui/text/amounts.h"
#include "ui/text/translated.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/views/duplicates/decision_bar.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/groups_panel.h"
#include "ui/views/duplicates/scope_bar.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/progress_strip.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kGroupsWidth = 288;
constexpr int kIconsBelow = 700;   ///< narrower, looking is a picture without words
constexpr int kStackedBelow = 640; ///< narrower, the list stands above the photos

} // namespace

DuplicatesPage::DuplicatesPage(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                               QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_notice(notice)
    , m_model(m_plan, &session.thumbnails())
{
    buildActions(actions);
    buildMemberActions(actions);
    buildViewActions(actions);
    buildLayout();
    wireSession();
    wireViews();
    updatePage();
}

void DuplicatesPage::buildLayout()
{
    m_scope = new ScopeBar(this);
    m_scan = toolButton(m_do.scan, m_scope);
    m_scan->setProperty("framed", true);
    m_scan->setProperty("beside", true);
    m_scan->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_scope->bar().addWidget(toolButton(m_do.rules, m_scope));
    m_scope->bar().addWidget(toolButton(m_do.decisions, m_scope));
    m_scope->bar().addWidget(m_scan);

    m_groups = new GroupsPanel(m_model, m_session.thumbnails(), this);
    m_groups->setMinimumWidth(200);
    m_compare = new CompareView(m_session, m_plan, this);
    for (QAction* action : {m_do.sideBySide, m_do.swipe, m_do.blink, m_do.difference})
        m_compare->bar().addWidget(toolButton(action, m_compare));
    m_compare->bar().addSpacing(metrics::kGap);
    m_compare->bar().addWidget(toolButton(m_do.previousMember, m_compare));
    m_compare->bar().addWidget(toolButton(m_do.nextMember, m_compare));
    m_compare->bar().addStretch(1);
    for (QAction* action : {m_do.zoomOut, m_do.fullSize, m_do.zoomIn})
        m_compare->bar().addWidget(toolButton(action, m_compare));
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_groups);
    m_splitter->addWidget(m_compare);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({kGroupsWidth, 3 * kGroupsWidth});

    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    m_decision = new DecisionBar(
        {m_do.apply, m_do.keepAll, m_do.notDuplicates, m_do.undo, m_do.trash}, this);
    m_trashStrip = new ProgressStrip(this);
    m_trashStrip->setWork(Work::Moving);
    m_scanStrip = new ProgressStrip(this);
    m_scanStrip->setWork(Work::Comparing);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scope);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_decision);
    layout->addWidget(m_trashStrip);
    layout->addWidget(m_scanStrip);

    // Keys that buttons need themselves work where groups and photos are looked at.
    for (QAction* action : {m_do.apply, m_do.fullSize, m_do.nextMember, m_do.previousMember}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_groups->list().addAction(action);
        m_compare->addAction(action);
    }
}

void DuplicatesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_wantsFocus = true;
    updatePage();
    if (m_session.isOpen() && !m_loaded && !m_session.duplicates().isLoading())
        refreshState();
}

void DuplicatesPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_scan->setToolButtonStyle(width() < kIconsBelow ? Qt::ToolButtonIconOnly
                                                     : Qt::ToolButtonTextBesideIcon);
    const auto wanted = width() < kStackedBelow ? Qt::Vertical : Qt::Horizontal;
    if (m_splitter->orientation() == wanted)
        return;
    m_splitter->setOrientation(wanted);
    m_splitter->setSizes(wanted == Qt::Vertical ? QList<int>{height() / 3, 2 * height() / 3}
                                                : QList<int>{kGroupsWidth, 3 * kGroupsWidth});
}

void DuplicatesPage::showGroups(const DuplicateGroups& groups)
{
    m_error.reset();
    m_loaded = true;
    m_plan.setSpared(m_scope->scope().referenceFolders);
    m_plan.retain(*groups);
    m_model.setGroups(groups);
    std::erase_if(m_deciding, [this](GroupId group) { return m_model.rowOf(group) < 0; });
    showGroup(m_groups->list().currentRow());
    updatePage();
}

void DuplicatesPage::showGroup(int row)
{
    m_compare->setGroup(row >= 0 && row < m_model.rowCount() ? &m_model.group(row) : nullptr);
    updateActions();
}

QString DuplicatesPage::scannedKey() const
{
    const QByteArray catalog =
        QCryptographicHash::hash(pathBytes(m_session.status().catalog), QCryptographicHash::Md5)
            .toHex();
    return QStringLiteral("duplicates/scanned-%1/%2")
        .arg(m_scope->scope().similarShots ? QStringLiteral("similar") : QStringLiteral("same"),
             QString::fromLatin1(catalog));
}

bool DuplicatesPage::wasScanned() const
{
    return QSettings().value(scannedKey(), false).toBool();
}

void DuplicatesPage::updatePage()
{
    const bool folders = !m_session.status().folders.empty();
    const bool running = m_session.duplicates().isRunning();
    const bool similar = m_scope->scope().similarShots;
    EmptyState::Content content;
    if (m_error) {
        content = {QStringLiteral("warning"), translated(m_error->message),
                   lookalike::displayText(m_error->path), tr("Try again"),
                   [this] { m_session.duplicates().reload(); }};
    } else if (!m_session.isOpen()) {
        content = {};
    } else if (!folders) {
        content = {QStringLiteral("folder-add"), tr("Drop a folder of photos here"),
                   tr("Lookalike reads it once and then finds photos that you have twice."),
                   tr("Choose a folder…"), [this] { Q_EMIT addFolderRequested(); }};
    } else if (!m_loaded) {
        content = {};
    } else if (!m_model.all().empty()) {
        content = {QStringLiteral("filter"),
                   tr("No group is of this kind"),
                   {},
                   tr("Show all kinds"),
                   [this] { m_model.setRelations({}); }};
    } else if (running) {
        content = {QStringLiteral("search"),
                   similar ? tr("Looking for similar shots…") : tr("Looking for duplicates…"),
                   tr("Groups appear here as soon as they are found."),
                   {},
                   {}};
    } else if (!wasScanned()) {
        content = {QStringLiteral("duplicates"),
                   similar ? tr("Find bursts and photos of the same scene")
                           : tr("Find photos that you have more than once"),
                   tr("Looking changes nothing. You decide, and what goes to the trash can be "
                      "brought back."),
                   m_do.scan->text().remove(QLatin1Char('&')), [this] { m_do.scan->trigger(); }};
    } else if (m_decisions > 0) {
        content = {QStringLiteral("check"), tr("Everything that was found is decided"),
                   tr("What you decided is remembered and can be taken back."), tr("Decisions…"),
                   [this] { editDecisions(); }};
    } else {
        content = {QStringLiteral("check"),
                   similar ? tr("There are no similar shots here")
                           : tr("There are no duplicates here"),
                   tr("New photos are compared when you look again."), tr("Look again"),
                   [this] { m_do.scan->trigger(); }};
    }
    const bool any = m_model.rowCount() > 0;
    if (!any)
        m_empty->show(content);
    QWidget* shown = any ? static_cast<QWidget*>(m_splitter) : m_empty;
    QWidget* focus = any ? static_cast<QWidget*>(&m_groups->list()) : m_empty;
    // The keys work in what has just appeared.
    const bool changed = m_stack->currentWidget() != shown;
    const bool ready = any || !content.button.isEmpty();
    if (changed) {
        m_wantsFocus = m_wantsFocus || isAncestorOf(QApplication::focusWidget()) ||
                       QApplication::focusWidget() == nullptr;
        m_stack->setCurrentWidget(shown);
    }
    setFocusProxy(focus);
    if (m_wantsFocus && ready && isVisible()) {
        m_wantsFocus = false;
        focus->setFocus();
    }
    m_scope->setVisible(folders);
    m_decision->setVisible(any || m_plan.files() > 0 || !m_steps.isEmpty() || m_batches > 0);
    updateActions();
}

void DuplicatesPage::updateActions()
{
    const DuplicateGroup* group = currentGroup();
    const bool any = group != nullptr;
    const auto selected = m_groups->list().selectedRows().size();
    const bool similar = m_scope->scope().similarShots;
    const bool running = m_session.duplicates().isRunning();
    const bool busy = m_session.trash().isBusy();
    m_do.scan->setEnabled(m_session.isOpen() && !running && !m_session.status().folders.empty());
    m_do.scan->setText(similar ? tr("&Look for similar shots") : tr("&Look for duplicates"));
    m_do.pause->setEnabled(running);
    m_do.pause->setChecked(m_session.duplicates().isPaused());
    m_do.apply->setEnabled(any && !(similar && selected > 1));
    m_do.apply->setText(
        similar        ? tr("&Next group")
        : selected > 1 ? tr("&Keep suggested in %Ln group(s)", nullptr, static_cast<int>(selected))
        : any && m_plan.isTouched(*group) ? tr("&Keep as marked")
        : any ? tr("&Keep suggested: %1 to gain").arg(text::bytes(m_plan.suggestedBytes(*group)))
              : tr("&Keep suggested"));
    m_do.applyAll->setEnabled(any && !similar);
    m_do.keepAll->setEnabled(any);
    m_do.notDuplicates->setEnabled(any);
    m_do.toggle->setEnabled(any);
    m_do.keepThis->setEnabled(any);
    for (std::size_t i = 0; i < m_do.toggles.size(); ++i)
        m_do.toggles[i]->setEnabled(any && i < group->members.size());
    for (QAction* action : {m_do.sideBySide, m_do.swipe, m_do.blink, m_do.difference, m_do.fullSize,
                            m_do.zoomIn, m_do.zoomOut, m_do.nextMember, m_do.previousMember})
        action->setEnabled(any);
    const auto marked = static_cast<int>(m_plan.files());
    m_do.trash->setEnabled(marked > 0 && !busy);
    m_do.trash->setText(marked > 0 ? tr("&Move %Ln photo(s) to the trash", nullptr, marked)
                                   : tr("&Move to the trash"));
    m_do.undo->setEnabled(!busy && (!m_steps.isEmpty() || m_batches > 0));
    m_decision->setTotal(m_plan.files(), m_plan.bytes());
}

} // namespace lookalike
