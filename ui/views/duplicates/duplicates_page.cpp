// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/duplicates_page.h"

#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/models/folders_model.h"
#include "ui/state/review_settings.h"
#include "ui/text/display_text.h"
#include "ui/text/review_text.h"
#include "ui/views/duplicates/compare_commands.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/views/duplicates/decision_bar.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/groups_panel.h"
#include "ui/views/duplicates/marks_bar.h"
#include "ui/views/duplicates/nothing_to_review.h"
#include "ui/views/duplicates/only_with_bar.h"
#include "ui/views/duplicates/review_commands.h"
#include "ui/views/duplicates/review_progress.h"
#include "ui/views/duplicates/review_splitter.h"
#include "ui/views/duplicates/scan_hint.h"
#include "ui/views/duplicates/scope_bar.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>

namespace lookalike {

namespace {

const QString kFoldersPanelKey = QStringLiteral("window/foldersOnDuplicates");
constexpr int kScanIconBelow = 700;         ///< narrower, looking is a picture without words
constexpr int kScanIconBelowForShots = 900; ///< the same next to the time between shots

} // namespace

DuplicatesPage::DuplicatesPage(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                               QWidget* parent)
    : Page(QStringLiteral("duplicates"), tr("&Duplicates"), parent)
    , m_session(session)
    , m_notice(notice)
    , m_review(session)
    , m_protected(session)
    , m_commands(new ReviewCommands(session, m_review, actions, *this))
{
    buildLayout(actions);
    connectSession();
    connectReview();
    connectViews();
    updatePage();
}

void DuplicatesPage::buildLayout(ActionRegistry& actions)
{
    m_scope = new ScopeBar(this);
    m_scan = toolButton(m_commands->scan, m_scope);
    m_scan->setProperty("framed", true);
    m_scan->setProperty("beside", true);
    m_scan->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_scope->bar().addWidget(toolButton(m_commands->rules, m_scope));
    m_scope->bar().addWidget(toolButton(m_commands->decisions, m_scope));
    m_scope->bar().addWidget(m_scan);

    m_groups = new GroupsPanel(m_review.groups(), m_session.thumbnails(), this);
    m_compare = new CompareView(m_session, m_review.plan(), this);
    m_compareCommands = new CompareCommands(*m_compare, m_review, actions, *this);
    m_compareCommands->fillBar();
    m_splitter = new ReviewSplitter(*m_groups, *m_compare, this);

    m_hint = new ScanHint(*m_commands->scan, this);
    m_empty = new NothingToReview(m_session, m_review, *m_commands, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    m_decision = new DecisionBar({m_commands->apply, m_commands->keepAll, m_commands->notDuplicates,
                                  m_commands->undo, m_commands->trash},
                                 this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scope);
    layout->addWidget(m_hint);
    layout->addWidget(new OnlyWithBar(m_review.groups(), this));
    layout->addWidget(new MarksBar(m_review, this));
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_decision);
    layout->addWidget(new ReviewProgress(m_session.duplicates(), m_session.trash(), this));

    // Keys that buttons need themselves work where groups and photos are looked at.
    for (QAction* action : {m_commands->apply, m_compareCommands->fullSize,
                            m_compareCommands->nextMember, m_compareCommands->previousMember}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_groups->list().addAction(action);
        m_compare->addAction(action);
    }
}

void DuplicatesPage::connectSession()
{
    connect(&m_session, &LibrarySession::opened, this, [this] {
        if (isVisible())
            refresh();
        else
            refreshProtected();
    });
    connect(&m_session, &LibrarySession::statusChanged, this, [this](const LibraryStatus& status) {
        m_scope->setFolders(status.folders);
        updatePage();
    });

    connect(&m_session, &LibrarySession::protectionChanged, this, [this] {
        if (m_review.loader().isLoaded())
            m_review.loader().reload();
    });

    DuplicateScanner& scanner = m_session.duplicates();
    connect(&scanner, &DuplicateScanner::started, this, [this] {
        m_notice.withdraw(m_scanMessage);
        updatePage();
    });
    connect(&scanner, &DuplicateScanner::pausedChanged, this, &DuplicatesPage::updateCommands);
    connect(&scanner, &DuplicateScanner::finished, this,
            [this](const DuplicateScanSummary& summary) {
                m_scanMessage = text::scanned(summary);
                if (!m_scanMessage.isEmpty())
                    m_notice.showNotice(m_scanMessage);
                updatePage();
            });
    connect(&scanner, &DuplicateScanner::failed, this, [this](const Error& error) {
        m_scanMessage = displayError(error);
        m_notice.showError(m_scanMessage);
        updatePage();
    });
    connect(&m_session.trash(), &TrashRunner::started, this, &DuplicatesPage::updateCommands);
    connect(&m_session.trash(), &TrashRunner::started, &m_notice, &QWidget::hide);

    connect(&m_protected, &ProtectedFolders::loaded, this,
            &DuplicatesPage::protectedFoldersChanged);
    connect(&m_protected, &ProtectedFolders::failed, this, &DuplicatesPage::showError);
    connect(&m_protected, &ProtectedFolders::changed, this, &DuplicatesPage::showProtected);
}

void DuplicatesPage::connectReview()
{
    connect(&m_review.loader(), &GroupsLoader::changed, this, &DuplicatesPage::updatePage);
    connect(&m_review.loader(), &GroupsLoader::failed, this, &DuplicatesPage::showError);
    connect(&m_review.groups(), &QAbstractItemModel::modelReset, this, &DuplicatesPage::updatePage);
    connect(&m_review.memory(), &ReviewMemory::offerChanged, this, &DuplicatesPage::updatePage);
    connect(&m_review.plan(), &TrashPlan::changed, m_compare, &CompareView::updateFates);
    connect(&m_review.plan(), &TrashPlan::changed, this, &DuplicatesPage::updateCommands);
    connect(&m_review, &ReviewController::stepsChanged, this, &DuplicatesPage::updateCommands);
    connect(&m_review, &ReviewController::stepsChanged, &m_notice, &NoticeBar::dropOffer);
    connect(&m_review, &ReviewController::rowRequested, &m_groups->list(),
            &GroupsList::setCurrentRow);
    connect(&m_review, &ReviewController::problem, &m_notice, &NoticeBar::showError);
    connect(&m_review, &ReviewController::noticed, this,
            [this](const QString& text, ReviewController::Offer offer) {
                if (offer == ReviewController::Offer::Nothing)
                    m_notice.showNotice(text);
                else
                    m_notice.showNotice(text,
                                        offer == ReviewController::Offer::Undo
                                            ? tr("Undo")
                                            : tr("Undo the previous step"),
                                        [this] { m_commands->takeBack(); });
            });
}

void DuplicatesPage::connectViews()
{
    connect(m_scope, &ScopeBar::scopeEdited, this, [this](const DuplicateScope& scope) {
        m_review.loader().setScope(scope);
        QSettings settings;
        save(settings);
    });
    connect(&m_groups->list(), &GroupsList::currentRowChanged, this, [this](int row) {
        m_review.select(row, m_groups->list().selectedRows());
        m_compare->setGroup(m_review.currentGroup());
        updateCommands();
    });
    connect(&m_groups->list(), &GroupsList::selectedCountChanged, this, [this] {
        m_review.select(m_groups->list().currentRow(), m_groups->list().selectedRows());
        updateCommands();
    });
    new ItemMenu(m_groups->list(),
                 [this](QMenu& menu, const QModelIndex&) { m_commands->fillGroupMenu(menu); });
    connect(m_compare, &CompareView::menuRequested, m_compareCommands, &CompareCommands::openMenu);
    connect(&m_groups->list(), &GroupsList::applyRequested, m_commands->apply, &QAction::trigger);
    connect(m_compare, &CompareView::toggleRequested, &m_review, &ReviewController::toggle);
    connect(m_compare, &CompareView::keepRequested, &m_review, &ReviewController::keep);
    connect(m_compare, &CompareView::revealRequested, this,
            [](const std::filesystem::path& path) { showInFileManager(path); });
    connect(m_empty, &NothingToReview::addFolderRequested, this,
            &DuplicatesPage::addFolderRequested);
    connect(m_empty, &NothingToReview::searchOfSelectedRequested, this,
            &DuplicatesPage::searchOfSelected);
    connect(m_empty, &NothingToReview::anyTimeRequested, this, [this] {
        DuplicateScope scope = m_scope->scope();
        scope.secondsApart = 0;
        m_scope->setScope(scope);
        Q_EMIT m_scope->scopeEdited(scope);
    });
    connect(m_commands, &ReviewCommands::edited, this, &DuplicatesPage::refresh);
}

void DuplicatesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_wantsFocus = true;
    updatePage();
    if (m_session.isOpen() && !m_review.loader().isLoaded() && !m_session.duplicates().isLoading())
        refresh();
}

void DuplicatesPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateScanButton();
}

void DuplicatesPage::updateScanButton()
{
    const int least = m_scope->scope().similarShots ? kScanIconBelowForShots : kScanIconBelow;
    m_scan->setToolButtonStyle(width() < least ? Qt::ToolButtonIconOnly
                                               : Qt::ToolButtonTextBesideIcon);
}

void DuplicatesPage::updatePage()
{
    const QWidget* const before = QApplication::focusWidget();
    const bool hadFocus = before == nullptr || isAncestorOf(before);
    const bool any = m_review.groups().rowCount() > 0;
    const bool ready = any || m_empty->explain();
    QWidget* shown = any ? static_cast<QWidget*>(m_splitter) : m_empty;
    QWidget* focus = any ? static_cast<QWidget*>(&m_groups->list()) : m_empty;
    // The keys work in what has just appeared.
    if (m_stack->currentWidget() != shown) {
        m_wantsFocus = m_wantsFocus || hadFocus;
        m_stack->setCurrentWidget(shown);
    }
    // A button that was hidden passes the focus on to the next widget of the window.
    m_wantsFocus = m_wantsFocus || (hadFocus && !isAncestorOf(QApplication::focusWidget()));
    setFocusProxy(focus);
    if (m_wantsFocus && ready && isVisible()) {
        m_wantsFocus = false;
        focus->setFocus();
    }
    m_scope->setVisible(!m_session.status().folders.empty());
    const GroupsLoader& loader = m_review.loader();
    // What the user has just asked for or has to decide comes before a hint.
    m_hint->setVisible(any && !m_session.duplicates().isRunning() && loader.unsearched() > 0 &&
                       !loader.scope().similarShots && m_review.groups().onlyWith().photos == 0 &&
                       m_review.memory().offer().photos == 0);
    const bool isPartly = !loader.wasSearched() && m_review.groups().knowsEditedCopies();
    m_hint->setPhotos(loader.unsearched(), loader.wasSearched() ? ScanHint::Searched::Before
                                           : isPartly           ? ScanHint::Searched::Partly
                                                                : ScanHint::Searched::Never);
    m_decision->setVisible(any || m_review.plan().files() > 0 || m_review.canUndo());
    updateCommands();
}

void DuplicatesPage::updateCommands()
{
    updateScanButton();
    m_commands->update();
    m_compareCommands->update();
    m_decision->setTotal(m_review.summary());
}

void DuplicatesPage::refresh()
{
    m_review.loader().reload();
    refreshProtected();
}

void DuplicatesPage::refreshProtected()
{
    m_protected.reload();
}

void DuplicatesPage::showOnlyWith(const std::vector<SearchHit>& photos)
{
    GroupsModel::OnlyWith only{static_cast<int>(photos.size()), {}};
    for (const SearchHit& photo : photos) {
        only.contents.insert(photo.content);
        for (const Companion& companion : photo.companions)
            if (companion.file.content.isValid())
                only.contents.insert(companion.file.content);
    }
    m_review.groups().setOnlyWith(std::move(only));
    Q_EMIT showRequested();
    if (!m_review.loader().wasSearchedFor(m_review.groups().onlyWith().contents))
        searchOfSelected();
}

void DuplicatesPage::searchOfSelected()
{
    const auto& contents = m_review.groups().onlyWith().contents;
    m_session.duplicates().startFor({contents.begin(), contents.end()});
}

void DuplicatesPage::setProtected(const std::filesystem::path& folder, bool isProtected)
{
    m_protected.setProtected(folder, isProtected);
}

void DuplicatesPage::showProtected(const std::filesystem::path& folder, bool isProtected)
{
    m_review.loader().reload();
    m_notice.showNotice((isProtected ? tr("Photos in %1 are now protected from the trash.")
                                     : tr("Photos in %1 are no longer protected from the trash."))
                            .arg(displayName(folder)),
                        tr("Undo"),
                        [this, folder, isProtected] { setProtected(folder, !isProtected); });
}

void DuplicatesPage::showError(const Error& error)
{
    m_notice.showError(displayError(error));
}

void DuplicatesPage::addMenus(QMenu& menu)
{
    m_commands->fillMenu(*menu.addMenu(title()), *m_compareCommands);
}

void DuplicatesPage::save(QSettings& settings) const
{
    settings.setValue(kFoldersPanelKey, wantsFolders());
    review_settings::setScope(settings, m_scope->scope());
    settings.setValue(QStringLiteral("duplicates/sort"),
                      static_cast<int>(m_review.groups().sorting()));
}

void DuplicatesPage::restore(const QSettings& settings)
{
    // The page has a list of its own on the left.
    setWantsFolders(settings.value(kFoldersPanelKey, false).toBool());
    const int sort = settings.value(QStringLiteral("duplicates/sort"), 0).toInt();
    if (sort >= 0 && sort <= static_cast<int>(GroupsModel::Sort::Likeness))
        m_groups->setSort(static_cast<GroupsModel::Sort>(sort));
    const DuplicateScope scope = review_settings::scope(settings);
    m_scope->setScope(scope);
    m_review.loader().setScope(scope);
}

} // namespace lookalike
