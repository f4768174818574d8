// SPDX-License-Identifier: GPL-3.0-or-later
// What the session and the views tell the page, and what it remembers.
#include "ui/bridge/conversions.h"
#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/groups_panel.h"
#include "ui/views/duplicates/scope_bar.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/progress_strip.h"

#include <QAction>
#include <QSettings>
#include <QSplitter>

namespace lookalike {

namespace {

constexpr std::size_t kMostBatches = 1000;
const QString kFoldersPanelKey = QStringLiteral("window/foldersOnDuplicates");

QVariantList toVariants(const std::vector<std::filesystem::path>& paths)
{
    QVariantList list;
    for (const auto& path : paths)
        list += pathBytes(path);
    return list;
}

std::vector<std::filesystem::path> toPaths(const QVariant& value)
{
    std::vector<std::filesystem::path> paths;
    for (const QVariant& path : value.toList())
        paths.push_back(pathFromBytes(path.toByteArray()));
    return paths;
}

} // namespace

void DuplicatesPage::wireSession()
{
    DuplicateScanner& scanner = m_session.duplicates();
    connect(&m_session, &LibrarySession::reopening, this, [this] { m_deciding.clear(); });
    connect(&m_session, &LibrarySession::catalogReplaced, this, &DuplicatesPage::forgetGroups);
    connect(&m_session, &LibrarySession::opened, this, [this] {
        m_loaded = false;
        if (isVisible())
            refreshState();
        else
            refreshProtected();
    });
    connect(&m_session, &LibrarySession::statusChanged, this, [this](const LibraryStatus& status) {
        m_scope->setFolders(status.folders);
        updatePage();
    });
    connect(&m_session.indexing(), &Indexing::finished, this, [this] {
        if (m_loaded)
            m_session.duplicates().reload(); // copies may have gone or come
    });
    connect(&scanner, &DuplicateScanner::groupsLoaded, this, &DuplicatesPage::showGroups);
    connect(&scanner, &DuplicateScanner::groupsFailed, this, [this](const Error& error) {
        if (m_model.rowCount() > 0) {
            m_notice.showError(displayError(error));
            return;
        }
        m_error = error;
        updatePage();
    });
    connect(&scanner, &DuplicateScanner::started, this, [this] {
        m_scanStrip->begin(false);
        updatePage();
    });
    connect(&scanner, &DuplicateScanner::progressed, m_scanStrip, &ProgressStrip::show);
    connect(&scanner, &DuplicateScanner::pausedChanged, this, [this](bool paused) {
        m_scanStrip->setPaused(paused);
        updateActions();
    });
    connect(&scanner, &DuplicateScanner::finished, this,
            [this](const DuplicateScanSummary& summary) {
                m_scanStrip->hide();
                if (!summary.cancelled)
                    QSettings().setValue(scannedKey(), true);
                if (summary.cancelled)
                    m_notice.showNotice(tr("Stopped. What was compared is kept, and looking again "
                                           "goes on from there."));
                else if (summary.failed > 0)
                    m_notice.showNotice(tr("%Ln pair(s) could not be compared. The first is %1 "
                                           "and %2: %3.",
                                           nullptr, static_cast<int>(summary.failed))
                                            .arg(displayName(summary.failures.front().first),
                                                 displayName(summary.failures.front().second),
                                                 displayError(summary.failures.front().error)));
                updatePage();
            });
    connect(&scanner, &DuplicateScanner::failed, this, [this](const Error& error) {
        m_scanStrip->hide();
        m_notice.showError(displayError(error));
        updatePage();
    });
    connect(m_scanStrip, &ProgressStrip::pauseRequested, &scanner, &DuplicateScanner::setPaused);
    connect(m_scanStrip, &ProgressStrip::cancelRequested, &scanner, &DuplicateScanner::cancel);

    TrashRunner& trash = m_session.trash();
    connect(&trash, &TrashRunner::started, this, [this] {
        m_trashStrip->begin(false);
        updateActions();
    });
    connect(&trash, &TrashRunner::progressed, m_trashStrip, &ProgressStrip::show);
    const auto ended = [this] { m_trashStrip->hide(); };
    connect(&trash, &TrashRunner::moved, this, ended);
    connect(&trash, &TrashRunner::undone, this, ended);
    connect(&trash, &TrashRunner::failed, this, ended);
    connect(&trash, &TrashRunner::moved, this, &DuplicatesPage::showMoved);
    connect(&trash, &TrashRunner::undone, this, &DuplicatesPage::showUndone);
    connect(&trash, &TrashRunner::failed, this, [this](const Error& error) {
        m_notice.showError(displayError(error));
        refreshState();
    });
    connect(m_trashStrip, &ProgressStrip::cancelRequested, &trash, &TrashRunner::cancel);
}

void DuplicatesPage::wireViews()
{
    connect(m_scope, &ScopeBar::scopeEdited, this, &DuplicatesPage::scopeChanged);
    connect(&m_groups->list(), &GroupsList::currentRowChanged, this, &DuplicatesPage::showGroup);
    connect(&m_groups->list(), &GroupsList::selectedCountChanged, this,
            &DuplicatesPage::updateActions);
    connect(&m_groups->list(), &GroupsList::applyRequested, m_do.apply, &QAction::trigger);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &DuplicatesPage::updatePage);
    connect(&m_plan, &TrashPlan::changed, this, [this] {
        m_compare->updateFates();
        updateActions();
    });
    connect(m_compare, &CompareView::toggleRequested, this, &DuplicatesPage::toggleMember);
    connect(m_compare, &CompareView::keepRequested, this, &DuplicatesPage::keepMember);
    connect(m_compare, &CompareView::revealRequested, this,
            [](const std::filesystem::path& path) { showInFileManager(path); });
}

void DuplicatesPage::refreshState()
{
    m_session.duplicates().reload();
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().trashHistory(kMostBatches); },
        [this](const Result<std::vector<TrashBatch>>& batches) {
            m_batches = 0;
            if (batches)
                for (const TrashBatch& batch : *batches)
                    m_batches += batch.undone ? 0 : 1;
            updatePage();
        });
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().decisions(); },
        [this](const Result<std::vector<Decision>>& decisions) {
            m_decisions = decisions ? decisions->size() : 0;
            updatePage();
        });
    refreshProtected();
}

void DuplicatesPage::refreshProtected()
{
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().protectedFolders(); },
        [this](const Result<std::vector<std::filesystem::path>>& folders) {
            if (folders)
                Q_EMIT protectedFoldersChanged(*folders);
        });
}

void DuplicatesPage::setProtected(const std::filesystem::path& folder, bool isProtected)
{
    m_session.run(
        this,
        [folder, isProtected](PhotoLibrary& library) {
            return library.duplicates().setProtected(folder, isProtected);
        },
        [this, folder, isProtected](const Result<>& done) {
            if (!done)
                m_notice.showError(displayError(done.error()));
            else
                m_notice.showNotice(
                    (isProtected ? tr("Photos in %1 never go to the trash now.")
                                 : tr("Photos in %1 are no longer protected from the trash."))
                        .arg(displayName(folder)),
                    tr("Undo"),
                    [this, folder, isProtected] { setProtected(folder, !isProtected); });
            refreshState();
        });
}

void DuplicatesPage::forgetGroups()
{
    m_loaded = false;
    m_error.reset();
    m_steps.clear(); // marks of groups that are no longer looked at
    m_plan.retain({});
    m_deciding.clear();
    m_model.setRelations({});
    m_model.setGroups(std::make_shared<const std::vector<DuplicateGroup>>());
}

void DuplicatesPage::scopeChanged(const DuplicateScope& scope)
{
    forgetGroups();
    m_session.duplicates().setScope(scope);
    QSettings settings;
    save(settings);
    updatePage();
}

void DuplicatesPage::save(QSettings& settings) const
{
    settings.setValue(kFoldersPanelKey, wantsFolders());
    const DuplicateScope& scope = m_scope->scope();
    settings.setValue(QStringLiteral("duplicates/folders"), toVariants(scope.folders));
    settings.setValue(QStringLiteral("duplicates/against"), toVariants(scope.referenceFolders));
    settings.setValue(QStringLiteral("duplicates/skipSameFolder"), scope.skipSameFolder);
    settings.setValue(QStringLiteral("duplicates/similarShots"), scope.similarShots);
    settings.setValue(QStringLiteral("duplicates/includeDecided"), scope.includeDecided);
    settings.setValue(QStringLiteral("duplicates/sort"), static_cast<int>(m_model.sorting()));
}

void DuplicatesPage::restore(const QSettings& settings)
{
    // The page has a list of its own on the left.
    setWantsFolders(settings.value(kFoldersPanelKey, false).toBool());
    const auto flag = [&](const char* key) {
        return settings.value(QLatin1String(key), false).toBool();
    };
    DuplicateScope scope;
    scope.folders = toPaths(settings.value(QStringLiteral("duplicates/folders")));
    scope.referenceFolders = toPaths(settings.value(QStringLiteral("duplicates/against")));
    scope.skipSameFolder = flag("duplicates/skipSameFolder");
    scope.similarShots = flag("duplicates/similarShots");
    scope.includeDecided = flag("duplicates/includeDecided");
    const int sort = settings.value(QStringLiteral("duplicates/sort"), 0).toInt();
    if (sort >= 0 && sort <= static_cast<int>(GroupsModel::Sort::Date))
        m_groups->setSort(static_cast<GroupsModel::Sort>(sort));
    m_scope->setScope(scope);
    m_session.duplicates().setScope(scope);
}

} // namespace lookalike
