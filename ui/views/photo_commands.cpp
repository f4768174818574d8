// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/photo_commands.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/drop_reader.h"
#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/views/list_command.h"
#include "ui/views/open_with_menu.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/protect_commands.h"
#include "ui/views/transfer_commands.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <algorithm>

namespace lookalike {

namespace {

/// More are no better query: their mean changes no more, and nobody can look at them.
constexpr std::size_t kMostPictures = 24;
constexpr int kCopiedPixels = 4096; ///< longest side of a picture put on the clipboard

/// The photos as pictures of a query; of many some, spread evenly over all.
std::vector<NamedTerm> queryPictures(const std::vector<SearchHit>& photos, double weight = 1)
{
    const std::size_t count = std::min(photos.size(), kMostPictures);
    std::vector<NamedTerm> pictures;
    for (std::size_t i = 0; i < count; ++i) {
        pictures.push_back(queryPicture(photos[i * photos.size() / count]));
        pictures.back().term.weight = weight;
    }
    return pictures;
}

} // namespace

PhotoCommands::PhotoCommands(LibrarySession& session, QueryHistory& history,
                             ActionRegistry& actions, NoticeBar& notice, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_history(history)
    , m_notice(notice)
    , m_similar(add(actions, "similar", tr("&Find similar"), "similar", Qt::Key_Return,
                    &PhotoCommands::findSimilar))
    , m_preview(add(actions, "preview", tr("&Quick preview"), "eye", Qt::Key_Space,
                    &PhotoCommands::previewCurrent))
    , m_open(
          add(actions, "open", tr("&Open"), "open", tr("Ctrl+Return"), &PhotoCommands::openCurrent))
    , m_add(add(actions, "add", tr("&Add to the query"), "plus", tr("Shift+Return"),
                &PhotoCommands::addToQuery))
    , m_exclude(add(actions, "exclude", tr("&Exclude pictures like this"), "minus", {},
                    &PhotoCommands::excludeFromQuery))
    , m_reveal(add(actions, "reveal", tr("&Show in file manager"), "reveal", tr("Ctrl+E"),
                   &PhotoCommands::revealCurrent))
    , m_copyPath(add(actions, "copyPath", tr("Copy &path"), "copy", tr("Ctrl+Shift+C"),
                     &PhotoCommands::copyPaths))
    , m_copyImage(add(actions, "copyImage", tr("Copy &image"), "picture",
                      QKeySequence(QKeySequence::Copy), &PhotoCommands::copyImage))
    , m_duplicates(add(actions, "duplicatesOf", tr("Review &duplicates of these"), "duplicates",
                       tr("Ctrl+D"), &PhotoCommands::findDuplicates))
    , m_transfers(new TransferCommands(
          session, actions, notice, [this] { return selectedFiles(); }, this))
    , m_list(new ListCommand(
          session, actions, notice,
          [this] {
              std::vector<ListedPhoto> photos;
              for (const SearchHit& hit : wholeSelection()) // on the map no photo has a score
                  photos.push_back(
                      {hit.file, hit.score != 0 ? std::optional(hit.score) : std::nullopt});
              return photos;
          },
          this))
    , m_protect(new ProtectCommands(
          session, actions, notice, [this] { return selectedFiles(); }, this))
{
    update();
}

QAction* PhotoCommands::add(ActionRegistry& actions, const char* id, const QString& text,
                            const char* icon, const QKeySequence& keys,
                            void (PhotoCommands::*handler)())
{
    QAction* action = actions.add(QLatin1String(id), tr("Photo"), text, QLatin1String(icon), keys,
                                  ActionRegistry::Scope::Search);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, handler);
    m_all += action;
    return action;
}

void PhotoCommands::serve(DetailsPanel& panel)
{
    connect(&panel, &DetailsPanel::similarRequested, this,
            [this](const SearchHit& hit) { m_history.setTerms({queryPicture(hit)}); });
    connect(&panel, &DetailsPanel::openRequested, this, &PhotoCommands::openCurrent);
    connect(&panel, &DetailsPanel::revealRequested, this,
            [](const std::filesystem::path& path) { showInFileManager(path); });
    connect(&panel, &DetailsPanel::rescanRequested, this, &PhotoCommands::rescanRequested);
}

void PhotoCommands::setView(PhotoView& view)
{
    m_view = &view;
    update();
}

void PhotoCommands::update()
{
    const bool canAct = current() != nullptr && m_view->isSelectionKnown();
    for (QAction* action : std::as_const(m_all))
        action->setEnabled(canAct);
    m_transfers->update(canAct);
    m_list->action().setEnabled(canAct);
    m_protect->update(canAct);
}

void PhotoCommands::fillMenu(QMenu& menu) const
{
    menu.addActions({m_similar, m_preview, m_open});
    if (const SearchHit* hit = current())
        menu.addMenu(new OpenWithMenu(m_session.background(), m_notice, hit->path, &menu));
    menu.addSeparator();
    menu.addActions({m_add, m_exclude, m_duplicates});
    menu.addSeparator();
    menu.addActions({&m_transfers->copyTo(), &m_transfers->moveTo(), &m_list->action()});
    menu.addSeparator();
    menu.addActions({&m_protect->protect(), &m_protect->unprotect()});
    menu.addSeparator();
    menu.addActions({m_reveal, m_copyPath, m_copyImage});
}

void PhotoCommands::addTo(QWidget& widget) const
{
    widget.addActions(m_all);
    widget.addActions({&m_transfers->copyTo(), &m_transfers->moveTo(), &m_transfers->undo(),
                       &m_list->action(), &m_protect->protect(), &m_protect->unprotect()});
}

void PhotoCommands::findDuplicates()
{
    if (const std::vector<SearchHit> photos = wholeSelection(); !photos.empty())
        Q_EMIT duplicatesRequested(photos);
}

const SearchHit* PhotoCommands::current() const
{
    return m_view == nullptr ? nullptr : m_view->currentPhoto();
}

std::vector<SearchHit> PhotoCommands::selected() const
{
    return m_view == nullptr ? std::vector<SearchHit>() : m_view->selectedPhotos();
}

std::vector<SearchHit> PhotoCommands::wholeSelection() const
{
    return m_view == nullptr ? std::vector<SearchHit>() : m_view->wholeSelection();
}

std::vector<FileId> PhotoCommands::selectedFiles() const
{
    std::vector<FileId> files;
    for (const SearchHit& hit : wholeSelection())
        files.push_back(hit.file);
    return files;
}

void PhotoCommands::findSimilar()
{
    const std::vector<SearchHit> photos = selected();
    if (photos.empty())
        return;
    m_history.setTerms(queryPictures(photos));
    tellIfMany(photos.size());
}

void PhotoCommands::addWithWeight(double weight)
{
    const std::vector<SearchHit> photos = selected();
    if (photos.empty())
        return;
    m_history.addTerms(queryPictures(photos, weight));
    tellIfMany(photos.size());
}

void PhotoCommands::tellIfMany(std::size_t photos)
{
    if (photos > kMostPictures)
        m_notice.showNotice(tr("Searching with %1 of the %2 that are selected.", "number, photos")
                                .arg(text::number(kMostPictures), text::photos(photos)));
}

void PhotoCommands::addToQuery()
{
    addWithWeight(1);
}

void PhotoCommands::excludeFromQuery()
{
    addWithWeight(-1);
}

void PhotoCommands::previewCurrent()
{
    if (current() != nullptr)
        m_view->previewCurrent();
}

void PhotoCommands::openCurrent()
{
    if (current() == nullptr)
        return;
    const std::filesystem::path path = current()->path;
    switch (openFile(path)) {
    case OpenOutcome::Opened:
        return;
    case OpenOutcome::Missing:
        m_notice.showNotice(displayMissing(path) + QLatin1Char('.'), tr("Look again"),
                            [this] { Q_EMIT rescanRequested(); });
        return;
    case OpenOutcome::NoProgram:
        m_notice.showError(tr("%1 could not be opened").arg(displayName(path)));
        return;
    case OpenOutcome::NotAPicture:
        m_notice.showNotice(
            tr("%1 was not opened because it is not a picture.").arg(displayName(path)),
            tr("Show in file manager"), [path] { showInFileManager(path); });
    }
}

void PhotoCommands::revealCurrent()
{
    if (const SearchHit* hit = current())
        showInFileManager(hit->path);
}

void PhotoCommands::copyPaths()
{
    QByteArrayList paths;
    for (const SearchHit& hit : wholeSelection())
        paths += pathBytes(hit.path);
    auto content = std::make_unique<QMimeData>();
    content->setData(QStringLiteral("text/plain"), paths.join('\n'));
    QGuiApplication::clipboard()->setMimeData(content.release());
}

void PhotoCommands::copyImage()
{
    if (current() == nullptr)
        return;
    m_session.run(
        this,
        [path = current()->path](PhotoLibrary& library) {
            return decodePicture(library, path, kCopiedPixels);
        },
        [this, hit = *current()](const Result<QImage>& image) {
            if (!image) {
                m_notice.showError(displayError(image.error()));
                return;
            }
            std::unique_ptr<QMimeData> content = resultMimeData({hit}, {hit});
            content->setImageData(*image);
            QGuiApplication::clipboard()->setMimeData(content.release());
        });
}

} // namespace lookalike
