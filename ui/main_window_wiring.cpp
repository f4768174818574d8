// SPDX-License-Identifier: GPL-3.0-or-later
// What the session, the query and the views tell one another.
#include "ui/bridge/conversions.h"
#include "ui/bridge/file_manager.h"
#include "ui/main_window.h"
#include "ui/text/translated.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/search/filter_bar.h"
#include "ui/views/search/query_bar.h"
#include "ui/views/search/quick_preview.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/progress_strip.h"

#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSlider>
#include <QStackedWidget>
#include <QStorageInfo>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kBusyAfterMs = 250;
constexpr int kRoomAgainMs = 5000;
constexpr qint64 kMinFreeBytes = 64LL << 20;
constexpr int kRefreshMs = 2000; ///< between looks at what indexing has added

QString whyProtected(ProtectionReason protection)
{
    switch (protection) {
    case ProtectionReason::None:
        break;
    case ProtectionReason::ReadOnly:
        return MainWindow::tr("%1 is read-only: its photos never go to the trash.");
    case ProtectionReason::Network:
        return MainWindow::tr("%1 lies on a network drive: its photos never go to the trash.");
    case ProtectionReason::Backup:
        return MainWindow::tr("%1 looks like a backup: its photos never go to the trash.");
    }
    return {};
}

} // namespace

void MainWindow::wireSession()
{
    connect(&m_session, &LibrarySession::opened, this, [this] {
        m_openError.reset();
        if (!m_pendingFolders.empty())
            m_session.addFolders(std::exchange(m_pendingFolders, {}));
        search();
    });
    connect(&m_session, &LibrarySession::reopening, this, [this] {
        m_openError.reset();
        m_modelFailed = false;
        m_statusKnown = false;
        m_readOnceOpen = true;
        m_statusText->setText(tr("Getting ready…"));
    });
    connect(&m_session, &LibrarySession::catalogReplaced, this, [this] {
        m_history.forgetIds();
        m_results.setHits({});
        m_details->clear();
    });
    connect(&m_session, &LibrarySession::openFailed, this, [this](const Error& error) {
        m_openError = error;
        updatePage();
        updateHeader();
        if (error.code == ErrorCode::Broken)
            showBackups();
    });
    connect(&m_session, &LibrarySession::prepared, this, [this](const EncoderInfo& encoder) {
        const QString warning = translated(encoder.warning);
        m_warningButton->setVisible(!warning.isEmpty());
        m_warningButton->setToolTip(plainToolTip(warning));
        m_warningButton->setAccessibleDescription(warning);
        m_modelFailed = false;
        updateHeader();
    });
    connect(&m_session, &LibrarySession::prepareFailed, this, [this](const Error& error) {
        m_modelFailed = true;
        m_notice->showError(displayError(error));
        updateHeader();
    });
    connect(&m_session, &LibrarySession::problem, this,
            [this](const Error& error) { m_notice->showError(displayError(error)); });
    connect(&m_session, &LibrarySession::statusChanged, this, [this](const LibraryStatus& status) {
        m_foldersModel.setStatus(status);
        m_filterBar->setFolders(status.folders);
        const bool first = !std::exchange(m_statusKnown, true);
        const bool unfinished = pendingPhotos(status) > 0;
        if (first && !status.folders.empty() && !m_session.indexing().isRunning() &&
            (unfinished || m_readOnceOpen || m_do.checkAtStart->isChecked()))
            startIndexing();
        if (first)
            m_readOnceOpen = false;
        updatePage();
        updateHeader();
    });
    connect(&m_session, &LibrarySession::folderRemoved, this, [this](const FolderRow& folder) {
        m_notice->showNotice(tr("%1 is no longer searched. Its photos are where they were.")
                                 .arg(displayName(folder.path)),
                             tr("Undo"),
                             [this, path = folder.path] { m_session.addFolders({path}); });
        search();
    });
    connect(&m_session, &LibrarySession::folderProtected, this,
            [this](const std::filesystem::path& folder, ProtectionReason protection) {
                m_notice->showNotice(whyProtected(protection).arg(displayName(folder)),
                                     tr("Protect no longer"),
                                     [this, folder] { m_duplicates->setProtected(folder, false); });
                m_duplicates->refreshProtected();
            });
    connect(m_warningButton, &QToolButton::clicked, m_do.about, &QAction::trigger);
}

void MainWindow::startIndexing()
{
    m_session.indexing().start();
}

void MainWindow::wireIndexing()
{
    Indexing& indexing = m_session.indexing();
    connect(&indexing, &Indexing::started, this, [this] {
        m_strip->begin(pendingPhotos(m_session.status()) > 0);
        m_do.pause->setEnabled(true);
        updatePage();
    });
    connect(&indexing, &Indexing::progressed, m_strip, &ProgressStrip::show);
    connect(&indexing, &Indexing::progressed, this, [this] {
        // New photos show up in the counts and the results while they are being read.
        if (m_refreshed.isValid() && m_refreshed.elapsed() < kRefreshMs)
            return;
        m_refreshed.start();
        m_session.refreshStatus();
        if (!m_history.current().isEmpty() && !m_session.searches().isBusy())
            search();
    });
    connect(&indexing, &Indexing::finished, this, [this](const IndexingSummary& summary) {
        m_strip->finish(summary);
        m_do.pause->setEnabled(false);
        // Files that were read again were hidden from results until then.
        if (summary.embedded > 0 || summary.reused > 0 || m_searchError)
            search();
        updatePage();
    });
    connect(&indexing, &Indexing::failed, this, [this](const Error& error) {
        m_do.pause->setEnabled(false);
        if (m_modelFailed)
            m_strip->hide(); // the notice tells it already
        else
            m_strip->fail(error);
        if (error.code == ErrorCode::NoSpace)
            m_diskSpaceRetry.start();
        updatePage();
    });
    m_diskSpaceRetry.setInterval(kRoomAgainMs);
    connect(&m_diskSpaceRetry, &QTimer::timeout, this, [this, &indexing] {
        const QStorageInfo disk(displayText(m_session.status().catalog.parent_path()));
        if (!indexing.isRunning() && disk.bytesAvailable() < kMinFreeBytes)
            return;
        m_diskSpaceRetry.stop();
        if (!indexing.isRunning())
            startIndexing();
    });
    connect(&indexing, &Indexing::pausedChanged, this, [this](bool paused) {
        m_strip->setPaused(paused);
        m_do.pause->setChecked(paused);
    });
    connect(m_strip, &ProgressStrip::pauseRequested, &indexing, &Indexing::setPaused);
    connect(m_strip, &ProgressStrip::cancelRequested, &indexing, &Indexing::cancel);
    connect(m_strip, &ProgressStrip::failuresRequested, m_do.failures, &QAction::trigger);
}

void MainWindow::wireSearch()
{
    connect(&m_history, &QueryHistory::queryChanged, this, [this] {
        m_haveResponse = false;
        showPage(m_searchPage); // whatever brought a query brings its results
        m_do.back->setEnabled(m_history.canGoBack());
        m_do.forward->setEnabled(m_history.canGoForward());
        m_do.clear->setEnabled(!m_history.current().isEmpty());
        const ContentFilter& filter = m_history.current().filter;
        m_filterBar->setFilter(filter);
        m_queryBar->setActiveFilters(FilterBar::activeCount(filter));
        search();
    });
    connect(&m_history, &QueryHistory::picturesReplaced, this, &MainWindow::stopFetching);
    connect(&m_history, &QueryHistory::limitsChanged, this, &MainWindow::applyLimits);
    connect(&m_session.searches(), &SearchRunner::finished, this, &MainWindow::showResponse);
    connect(&m_session.searches(), &SearchRunner::failed, this, [this](const Error& error) {
        m_busySoon.stop();
        if (error.code == ErrorCode::Cancelled)
            return;
        m_searchError = error;
        m_results.setHits({});
        updatePage();
    });
    m_busySoon.setSingleShot(true);
    m_busySoon.setInterval(kBusyAfterMs);
    connect(&m_busySoon, &QTimer::timeout, this, [this] { m_summary->setText(tr("Searching…")); });
}

void MainWindow::wireViews()
{
    connect(m_folders, &FoldersPanel::addRequested, m_do.addFolder, &QAction::trigger);
    connect(m_folders, &FoldersPanel::rescanRequested, m_do.rescan, &QAction::trigger);
    connect(m_folders, &FoldersPanel::removeRequested, this, &MainWindow::removeFolder);
    connect(m_folders, &FoldersPanel::revealRequested, this,
            [](const FolderRow& folder) { showInFileManager(folder.path); });
    connect(m_folders, &FoldersPanel::filterRequested, this, [this](const FolderRow& folder) {
        ContentFilter filter = m_history.current().filter;
        filter.folders = {folder.path};
        m_history.setFilter(filter);
        m_do.filters->setChecked(true);
    });
    connect(m_queryBar, &QueryBar::chooseRequested, m_do.openPicture, &QAction::trigger);
    connect(m_queryBar, &QueryBar::pasteRequested, m_do.paste, &QAction::trigger);
    connect(m_queryBar, &QueryBar::filtersToggled, this, [this](bool shown) {
        m_filterBar->setVisible(shown);
        m_do.filters->setChecked(shown);
    });
    connect(m_filterBar, &FilterBar::filterEdited, &m_history, &QueryHistory::setFilter);

    connect(m_zoom, &QSlider::valueChanged, m_grid, &ResultsGrid::setCellSize);
    connect(m_grid, &ResultsGrid::cellSizeChanged, m_zoom, &QSlider::setValue);
    connect(m_grid, &ResultsGrid::openRequested, m_do.open, &QAction::trigger);
    connect(m_grid, &ResultsGrid::menuRequested, this, &MainWindow::showPhotoMenu);
    connect(m_grid, &ResultsGrid::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row < m_results.rowCount())
            m_details->showHit(m_results.hit(row));
        else
            m_details->clear();
        updatePhotoActions();
    });
    connect(m_preview, &QuickPreview::moveRequested, this,
            [this](int step) { showPreview(m_grid->currentIndex().row() + step); });
    connect(m_preview, &QuickPreview::similarRequested, m_do.similar, &QAction::trigger);
    connect(m_preview, &QuickPreview::closed, m_grid, qOverload<>(&QWidget::setFocus));
    connect(m_details, &DetailsPanel::similarRequested, this,
            [this](const SearchHit& hit) { m_history.setPictures({queryPicture(hit)}); });
    connect(m_details, &DetailsPanel::openRequested, m_do.open, &QAction::trigger);
    connect(m_details, &DetailsPanel::revealRequested, this,
            [](const std::filesystem::path& path) { showInFileManager(path); });

    connect(m_do.folders, &QAction::triggered, this, [this](bool shown) {
        m_folders->setVisible(shown);
        if (!m_narrow)
            m_do.folders->setProperty(isOnDuplicates() ? "wantedOnDuplicates" : "wanted", shown);
    });
    connect(m_do.details, &QAction::triggered, this, [this](bool shown) {
        m_details->setVisible(shown);
        if (!m_narrow)
            m_do.details->setProperty("wanted", shown);
    });
    connect(&m_fetcher, &PictureFetcher::fetched, this,
            [this](const QUrl& url, const PictureBytes& bytes) {
                hideFetching();
                const QString name = url.fileName().isEmpty() ? url.host() : url.fileName();
                m_history.addPictures({queryPicture(bytes, name)}, 1);
            });
    connect(&m_fetcher, &PictureFetcher::failed, this,
            [this](const QUrl&, const QString& reason) { m_notice->showError(reason); });
}

void MainWindow::wireDuplicates()
{
    connect(m_duplicates, &DuplicatesPage::addFolderRequested, m_do.addFolder, &QAction::trigger);
    connect(m_duplicates, &DuplicatesPage::protectedFoldersChanged, &m_foldersModel,
            &FoldersModel::setProtected);
    connect(m_folders, &FoldersPanel::protectRequested, this,
            [this](const FolderRow& folder, bool isProtected) {
                m_duplicates->setProtected(folder.path, isProtected);
            });
}

void MainWindow::search()
{
    m_searchError.reset();
    const Query& query = m_history.current();
    if (query.isEmpty()) {
        m_session.searches().cancel();
        m_busySoon.stop();
        m_results.setHits({});
    } else if (m_session.isOpen()) {
        m_busySoon.start();
        SearchRequest request = toRequest(query);
        m_lastAsked = request.topK;
        m_session.searches().search(std::move(request));
    }
    updatePage();
}

void MainWindow::showResponse(const SearchResponse& response)
{
    m_busySoon.stop();
    // The same query may be answered again while photos are being read: keep the place.
    const SearchHit* current = currentHit();
    const FileId file = m_haveResponse && current != nullptr ? current->file : FileId();
    const int scroll = m_haveResponse ? m_grid->verticalScrollBar()->value() : 0;
    m_haveResponse = true;
    m_results.setHits(response.hits);
    m_results.setLimits(m_history.current().topK, m_history.current().minScore);
    std::vector<float> scores;
    for (const SearchHit& hit : response.hits)
        scores.push_back(hit.score);
    m_queryBar->setScores(scores);
    updatePage();
    int row = 0;
    for (int i = 0; file.isValid() && i < m_results.rowCount(); ++i)
        if (m_results.hit(i).file == file)
            row = i;
    if (m_results.rowCount() > 0)
        m_grid->setCurrentIndex(m_results.index(row));
    m_grid->verticalScrollBar()->setValue(scroll);
}

void MainWindow::applyLimits()
{
    const Query& query = m_history.current();
    m_results.setLimits(query.topK, query.minScore);
    // The last answer was cut off at less than what is wanted now.
    if (m_results.allHits().size() >= m_lastAsked && toRequest(query).topK > m_lastAsked)
        search();
    updatePage();
}

void MainWindow::updatePage()
{
    const Query& query = m_history.current();
    const bool folders = !m_session.status().folders.empty();
    EmptyState::Content content;
    if (m_openError && m_openError->code == ErrorCode::Broken) {
        content = {QStringLiteral("warning"), translated(m_openError->message),
                   displayText(m_openError->path), tr("Restore a backup…"),
                   [this] { showBackups(); }};
    } else if (m_openError) {
        content = {QStringLiteral("warning"), translated(m_openError->message),
                   displayText(m_openError->path), tr("Try again"), [this] { m_session.open(); }};
    } else if (!m_statusKnown) {
        content = {}; // nothing is known yet, and nothing wrong is claimed
    } else if (!folders) {
        content = {QStringLiteral("folder-add"), tr("Drop a folder of photos here"),
                   tr("Lookalike reads it once and then finds the photos that look alike. "
                      "Everything stays on this computer."),
                   tr("Choose a folder…"), [this] { m_do.addFolder->trigger(); }};
    } else if (query.isEmpty()) {
        content = {QStringLiteral("picture"), tr("Drop any picture here to find photos like it"),
                   tr("From a folder, a web browser or the clipboard."), tr("Choose a picture…"),
                   [this] { m_do.openPicture->trigger(); }};
    } else if (m_searchError) {
        content = {QStringLiteral("warning"), translated(m_searchError->message),
                   displayText(m_searchError->path), tr("Clear the query"),
                   [this] { m_history.clear(); }};
    } else if (m_haveResponse && m_results.rowCount() == 0) {
        if (!m_results.allHits().empty())
            content = {
                QStringLiteral("search"),
                tr("No photo scores %1 or more").arg(QLocale().toString(query.minScore, 'f', 2)),
                {},
                tr("Show all scores"),
                [this] { m_history.setMinScore(Query::kAnyScore); }};
        else if (!query.filter.isEmpty())
            content = {QStringLiteral("filter"),
                       tr("No photo passes the filters"),
                       {},
                       tr("Clear filters"),
                       [this] { m_history.setFilter({}); }};
        else
            content = {QStringLiteral("search"),
                       tr("There is no photo to compare with yet"),
                       m_session.indexing().isRunning()
                           ? tr("Photos can be found as soon as they are read.")
                           : tr("Add a folder that holds photos."),
                       {},
                       {}};
    }
    const bool grid = !m_openError && m_results.rowCount() > 0;
    if (!grid)
        m_empty->show(content);
    const bool wasGrid = m_pages->currentWidget() == m_grid;
    m_pages->setCurrentWidget(grid ? static_cast<QWidget*>(m_grid) : m_empty);
    const QWidget* const focus = focusWidget();
    const bool typing =
        focus != nullptr && (m_queryBar->isAncestorOf(focus) || m_filterBar->isAncestorOf(focus));
    if (grid != wasGrid && !typing) // the arrow keys move in what has just appeared
        m_pages->currentWidget()->setFocus();
    m_gridBar->setVisible(grid);
    m_queryBar->setVisible(folders || !query.isEmpty());
    m_filterBar->setVisible(m_do.filters->isChecked() && m_queryBar->isVisibleTo(this));
    updateSummary();
    updatePhotoActions();
}

void MainWindow::updateSummary()
{
    const int shown = m_results.rowCount();
    m_summary->setText(tr("%Ln photo(s), most alike first", nullptr, shown));
}

void MainWindow::updateHeader()
{
    if (m_openError) {
        m_statusText->clear();
        return;
    }
    QStringList parts;
    if (const auto& encoder = m_session.encoder()) {
        parts += QString::fromStdString(encoder->space.model);
        if (!m_narrow)
            parts += QString::fromStdString(encoder->deviceText);
    } else if (m_session.isOpen()) {
        parts += m_modelFailed ? tr("No model") : tr("Getting ready…");
    }
    if (m_statusKnown)
        parts.insert(
            std::min<qsizetype>(1, parts.size()),
            tr("%Ln photo(s)", nullptr, static_cast<int>(indexedPhotos(m_session.status()))));
    m_statusText->setText(parts.join(QStringLiteral("  ·  ")));
}

} // namespace lookalike
