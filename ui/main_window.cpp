// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/bridge/conversions.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/search/query_bar.h"
#include "ui/views/search/quick_preview.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/drop_overlay.h"
#include "ui/widgets/notice_bar.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>
#include <QStandardPaths>

namespace lookalike {

namespace {

constexpr int kCopiedPixels = 4096; ///< longest side of a picture put on the clipboard

QString picturesFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
}

} // namespace

MainWindow::MainWindow(LibrarySession& session, Theme& theme)
    : m_session(session)
    , m_theme(theme)
    , m_results(&session.thumbnails())
{
    setWindowTitle(tr("Lookalike"));
    setAcceptDrops(true);
    buildActions();
    buildLayout();
    buildMenu();
    wireSession();
    wireIndexing();
    wireSearch();
    wireViews();
    wireDuplicates();
    restoreState();
    updatePage();
    updateHeader();
    updatePhotoActions();
    (isOnDuplicates() ? static_cast<QWidget*>(m_duplicates) : m_pages->currentWidget())->setFocus();
}

MainWindow::~MainWindow() = default;

bool MainWindow::event(QEvent* event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        // Queued: by then what was painted has been handed to the screen.
        QMetaObject::invokeMethod(this, &MainWindow::firstPainted, Qt::QueuedConnection);
    }
    return handled;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveState();
    event->accept();
    Q_EMIT closed();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    setPanelsForWidth(event->size().width());
}

void MainWindow::openRequest(const std::vector<std::filesystem::path>& folders,
                             const std::vector<std::filesystem::path>& similarTo)
{
    if (folders.empty() && similarTo.empty())
        return;
    Drop drop;
    drop.folders = folders;
    for (const auto& path : similarTo)
        drop.pictures.push_back(queryPicture(path));
    takeDrop(drop, false);
}

bool MainWindow::isOverQueryBar(const QPoint& position) const
{
    return !m_history.current().isEmpty() &&
           m_queryBar->rect().contains(m_queryBar->mapFrom(this, position));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (peekDrop(*event->mimeData()) != DropKind::Nothing)
        event->acceptProposedAction();
}

void MainWindow::dragMoveEvent(QDragMoveEvent* event)
{
    const DropKind kind = peekDrop(*event->mimeData());
    if (kind == DropKind::Nothing) {
        event->ignore();
        return;
    }
    const bool add = kind == DropKind::Pictures && isOverQueryBar(event->position().toPoint());
    const QRect bar(m_queryBar->mapTo(this, QPoint()), m_queryBar->size());
    m_overlay->show(kind == DropKind::Folders ? tr("Add this folder")
                    : add                     ? tr("Add this picture to the query")
                                              : tr("Search with this picture"),
                    add ? bar : rect());
    // Copying promises that nothing happens to the original.
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_overlay->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_overlay->hide();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    takeDrop(readDrop(*event->mimeData()), isOverQueryBar(event->position().toPoint()));
}

void MainWindow::addFolders(const std::vector<std::filesystem::path>& folders)
{
    if (m_session.isOpen())
        m_session.addFolders(folders);
    else
        m_pendingFolders.insert(m_pendingFolders.end(), folders.begin(), folders.end());
}

void MainWindow::takeDrop(const Drop& drop, bool addToQuery)
{
    if (!drop.folders.empty())
        addFolders(drop.folders);
    if (!drop.pictures.empty())
        setQueryPictures(drop.pictures, addToQuery);
    if (!drop.downloads.isEmpty()) {
        if (!addToQuery) {
            stopFetching();
            m_history.clear();
        }
        m_fetching = tr("Fetching the picture from %1…").arg(drop.downloads.front().host());
        m_notice->showNotice(m_fetching);
        for (const QUrl& url : drop.downloads)
            m_fetcher.fetch(url);
    }
    if (drop.folders.empty() && drop.pictures.empty() && drop.downloads.isEmpty())
        m_notice->showError(tr("There is no picture and no folder in this."));
}

void MainWindow::stopFetching()
{
    m_fetcher.forget();
    hideFetching();
}

void MainWindow::hideFetching()
{
    if (m_notice->text() == m_fetching)
        m_notice->hide();
}

void MainWindow::setQueryPictures(const std::vector<QueryPicture>& pictures, bool addToQuery)
{
    if (addToQuery)
        m_history.addPictures(pictures, 1);
    else
        m_history.setPictures(pictures);
}

void MainWindow::chooseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Add a folder of photos"), picturesFolder());
    if (!folder.isEmpty())
        addFolders({toPath(folder)});
}

void MainWindow::choosePicture()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Choose pictures to search for"), picturesFolder(),
        tr("Pictures (%1);;All files (*)")
            .arg(QStringLiteral("*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.tif *.tiff *.gif "
                                "*.bmp *.jp2 *.dng *.nef *.cr2 *.cr3 *.arw *.orf *.rw2 *.raf")));
    std::vector<QueryPicture> pictures;
    for (const QString& file : files)
        pictures.push_back(queryPicture(toPath(file)));
    if (!pictures.empty())
        setQueryPictures(pictures, !m_history.current().isEmpty());
}

void MainWindow::paste()
{
    const QMimeData* content = QGuiApplication::clipboard()->mimeData();
    if (content != nullptr)
        takeDrop(readDrop(*content), false);
}

std::vector<SearchHit> MainWindow::selectedHits() const
{
    std::vector<SearchHit> hits;
    for (const int row : m_grid->selectedRows())
        hits.push_back(m_results.hit(row));
    if (hits.empty() && currentHit() != nullptr)
        hits.push_back(*currentHit());
    return hits;
}

const SearchHit* MainWindow::currentHit() const
{
    const QModelIndex index = m_grid->currentIndex();
    return index.isValid() ? &m_results.hit(index.row()) : nullptr;
}

void MainWindow::findSimilar()
{
    std::vector<QueryPicture> pictures;
    for (const SearchHit& hit : selectedHits())
        pictures.push_back(queryPicture(hit));
    if (!pictures.empty())
        m_history.setPictures(std::move(pictures));
}

void MainWindow::addToQuery(double weight)
{
    std::vector<QueryPicture> pictures;
    for (const SearchHit& hit : selectedHits())
        pictures.push_back(queryPicture(hit));
    if (!pictures.empty())
        m_history.addPictures(pictures, weight);
}

void MainWindow::showPreview(int row)
{
    if (row < 0 || row >= m_results.rowCount())
        return;
    const QModelIndex index = m_results.index(row);
    m_grid->setCurrentIndex(index);
    const SearchHit& hit = m_results.hit(row);
    const QString caption =
        tr("%1 · %2 · %3 of %4")
            .arg(displayName(hit.path), QLocale().toString(double(hit.score), 'f', 2),
                 QLocale().toString(row + 1), QLocale().toString(m_results.rowCount()));
    m_preview->show(hit, caption, index.data(Qt::DecorationRole).value<QImage>());
}

void MainWindow::copyImage()
{
    const SearchHit* hit = currentHit();
    if (hit == nullptr)
        return;
    m_session.run(
        this,
        [path = hit->path](PhotoLibrary& library) {
            return decodePicture(library, path, kCopiedPixels);
        },
        [this, hit = *hit](const Result<QImage>& image) {
            if (!image) {
                m_notice->showError(displayError(image.error()));
                return;
            }
            std::unique_ptr<QMimeData> content = resultMimeData({hit});
            content->setImageData(*image);
            QGuiApplication::clipboard()->setMimeData(content.release());
        });
}

void MainWindow::removeFolder(const FolderRow& folder)
{
    m_session.removeFolder(folder);
}

} // namespace lookalike
