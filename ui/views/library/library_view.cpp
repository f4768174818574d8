// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/library_view.h"

#include "ui/bridge/library_session.h"
#include "ui/state/library_controller.h"
#include "ui/state/library_readiness.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"
#include "ui/views/library/library_commands.h"
#include "ui/views/library/library_grid.h"
#include "ui/views/library/scrubber.h"
#include "ui/views/library_explanation.h"
#include "ui/views/photo_commands.h"
#include "ui/views/preview/photo_preview.h"
#include "ui/widgets/item_menu.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <tuple>
#include <utility>

namespace lookalike {

namespace {

constexpr int kColumnsAfterMs = 300;

} // namespace

LibraryView::LibraryView(LibrarySession& session, const LibraryReadiness& readiness,
                         LibraryController& controller, PhotoCommands& photoCommands,
                         ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_readiness(readiness)
    , m_controller(controller)
    , m_photoCommands(photoCommands)
    , m_model(controller, session.thumbnails())
    , m_shown(controller.request())
    , m_grid(new LibraryGrid(m_model, session.thumbnails(), this))
    , m_scrubber(new Scrubber(
          *m_grid->verticalScrollBar(), [this](int value) { return m_grid->placeText(value); },
          this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedWidget(this))
    , m_commands(new LibraryCommands(m_model, actions, this))
{
    m_photoCommands.addTo(*m_grid);
    m_commands->addTo(*m_grid);
    buildLayout();
    connectModel();
    connectGrid();
    refresh();
}

void LibraryView::buildLayout()
{
    auto* photos = new QWidget(this);
    auto* row = new QHBoxLayout(photos);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_grid, 1);
    row->addWidget(m_scrubber);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(photos);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

void LibraryView::connectModel()
{
    connect(&m_controller, &LibraryController::aboutToChange, this,
            [this] { m_place.remember(*m_grid, m_model); });
    connect(&m_controller, &LibraryController::listChanged, this, [this] {
        const PhotoListRequest& request = m_controller.request();
        const bool isSameOrder = m_shown == request; // by likeness, with as many columns
        m_shown = request;
        m_grid->setOrder(request.order);
        m_model.showList();
        m_place.restore(*m_grid, m_model, isSameOrder);
        refresh();
        updateCurrent();
    });
    connect(&m_controller, &LibraryController::stateChanged, this, &LibraryView::refresh);
    connect(&m_controller.photos(), &KnownPhotos::known, this, &LibraryView::updateCurrent);
    connect(&m_session, &LibrarySession::statusChanged, this, &LibraryView::refresh);
    connect(&m_session, &LibrarySession::openFailed, this, &LibraryView::refresh);
    connect(&m_session.indexing(), &Indexing::started, this, &LibraryView::refresh);
    connect(&m_session.indexing(), &Indexing::finished, this, &LibraryView::refresh);
}

void LibraryView::connectGrid()
{
    connect(m_grid, &LibraryGrid::openRequested, &m_photoCommands, &PhotoCommands::openCurrent);
    connect(m_grid, &LibraryGrid::currentRowChanged, this, &LibraryView::updateCurrent);
    // A window that is being resized has one number of columns after another.
    m_columnsSoon.setSingleShot(true);
    m_columnsSoon.setInterval(kColumnsAfterMs);
    connect(&m_columnsSoon, &QTimer::timeout, this,
            [this] { m_controller.setColumns(static_cast<std::size_t>(m_grid->columns())); });
    connect(m_grid, &LibraryGrid::columnsChanged, &m_columnsSoon, qOverload<>(&QTimer::start));
    connect(m_grid, &LibraryGrid::laidOut, this, [this] { m_scrubber->setMarks(m_grid->marks()); });
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LibraryView::summaryChanged);
    new ItemMenu(*m_grid, [this](QMenu& menu, const QModelIndex&) {
        m_photoCommands.fillMenu(menu);
        m_commands->fillPhotoMenu(menu);
    });
    connect(m_commands, &LibraryCommands::orderChanged, this,
            [this] { m_controller.setOrder(m_commands->order(), m_commands->isDescending()); });
    connect(m_commands, &LibraryCommands::burstsFoldedChanged, this, [this](bool folded) {
        m_place.remember(*m_grid, m_model);
        m_model.setBurstsFolded(folded);
        m_place.restore(*m_grid, m_model, true);
        updateCurrent();
    });
    connect(m_commands, &LibraryCommands::unfoldRequested, this, &LibraryView::setUnfolded);
}

void LibraryView::setUnfolded(int row, bool unfolded)
{
    // What is removed must not take the keyboard focus along.
    while (!unfolded && m_model.index(row).data(FurtherRole).toBool())
        --row;
    m_grid->setCurrentIndex(m_model.index(row));
    m_model.setUnfolded(row, unfolded);
    updateCurrent();
    Q_EMIT summaryChanged();
}

bool LibraryView::showsGrid() const
{
    return m_stack->currentWidget() != m_empty;
}

void LibraryView::refresh()
{
    const bool hasGrid = m_model.rowCount() > 0 && !m_readiness.openError();
    const bool isOther = hasGrid != showsGrid();
    const bool isExplained = !hasGrid && m_empty->show(emptyContent());
    m_stack->setCurrentIndex(hasGrid ? 1 : 0);
    setFocusProxy(hasGrid ? static_cast<QWidget*>(m_grid) : m_empty);
    if (isVisible())
        m_photoCommands.update();
    Q_EMIT summaryChanged();
    if (isOther || isExplained)
        Q_EMIT swapped();
}

void LibraryView::updateCurrent()
{
    const QModelIndex index = m_grid->currentIndex();
    m_commands->setCurrentRow(index.row());
    std::optional<SearchHit> current;
    if (index.isValid() && index.row() < m_model.rowCount())
        current = m_model.photo(index.row());
    const auto facts = [](const SearchHit& photo) {
        return std::tuple(photo.file, photo.path, photo.width, photo.copies,
                          photo.companions.size());
    };
    const bool isSame = current.has_value() == m_current.has_value() &&
                        (!current || facts(*current) == facts(*m_current));
    if (isSame)
        return;
    m_current = std::move(current);
    Q_EMIT currentPhotoChanged();
    if (isVisible())
        m_photoCommands.update();
}

QString LibraryView::summary() const
{
    const int count = m_model.rowCount();
    QString all = text::photos(static_cast<std::uint64_t>(m_model.list().size()));
    ContentFilter filter = m_controller.request().filter;
    if (filter.folders.size() == 1) { // it stands above the grid
        filter.folders.clear();
        filter.withSubfolders = true;
    }
    if (filter.concepts.size() == 1) // likewise
        filter.concepts.clear();
    if (!filter.isEmpty())
        all = tr("%1, filtered").arg(all);
    int selected = 0;
    for (const QItemSelectionRange& range : m_grid->selectionModel()->selection())
        selected += m_model.photoCount(range.top(), range.bottom());
    if (count == 0 || selected < 2)
        return m_controller.isWhole() || count == 0 ? all : tr("Listing all photos…");
    return tr("%1 of %2 selected", "number of photos, all photos")
        .arg(text::number(static_cast<std::uint64_t>(selected)), all);
}

EmptyState::Content LibraryView::emptyContent()
{
    if (auto content = libraryExplanation(
            m_session, m_readiness,
            {tr("Lookalike reads each photo once, shows all of them here, and finds similar ones. "
                "Everything stays on this computer."),
             [this] { Q_EMIT addFolderRequested(); }, [this] { Q_EMIT backupsRequested(); }}))
        return *content;
    if (const auto& error = m_controller.error())
        return {QStringLiteral("warning"), translated(error->message), displayText(error->path),
                tr("Try again"), [this] { m_controller.tryAgain(); }};
    if (!m_controller.isKnown())
        return {QStringLiteral("picture"), tr("Listing your photos…"), {}, {}, {}};
    if (const ContentFilter& filter = m_controller.request().filter; !filter.isEmpty()) {
        ContentFilter place;
        place.folders = filter.folders;
        place.withSubfolders = filter.withSubfolders;
        const bool isPlaceAlone = filter == place;
        ContentFilter album;
        album.concepts = filter.concepts;
        if (filter == album && filter.concepts.size() == 1)
            return {QStringLiteral("concept"), tr("No photo belongs to this concept"),
                    tr("A less strict concept may have some."), tr("Show all photos"),
                    [this] { m_controller.setFilter({}); }};
        if (isPlaceAlone && !filter.withSubfolders)
            return {QStringLiteral("folder"), tr("There are no photos in this folder itself"),
                    tr("The folders in it are not shown."), tr("Include subfolders"),
                    [this, place]() mutable {
                        place.withSubfolders = true;
                        m_controller.setFilter(place);
                    }};
        return {QStringLiteral("filter"),
                isPlaceAlone ? tr("There are no photos in this folder")
                             : tr("No photo matches the filters"),
                {},
                isPlaceAlone ? tr("Show all photos") : tr("Clear filters"),
                [this] { m_controller.setFilter({}); }};
    }
    return noPhotosExplanation(m_session);
}

const SearchHit* LibraryView::currentPhoto() const
{
    return showsGrid() && m_current ? &*m_current : nullptr;
}

std::vector<SearchHit> LibraryView::selectedPhotos() const
{
    std::vector<SearchHit> photos;
    for (const int row : m_grid->selectedRows())
        photos.push_back(m_model.photo(row));
    if (photos.empty() && currentPhoto() != nullptr)
        photos.push_back(*currentPhoto());
    return photos;
}

std::vector<SearchHit> LibraryView::wholeSelection() const
{
    QList<int> rows = m_grid->selectedRows();
    if (rows.isEmpty() && currentPhoto() != nullptr)
        rows += m_grid->currentIndex().row();
    return m_model.photos(rows);
}

PhotoPreview& LibraryView::preview()
{
    if (m_preview == nullptr) {
        m_preview = new PhotoPreview(m_session.background(), window());
        m_preview->offerSimilar();
        connect(m_preview, &PhotoPreview::moveRequested, this, &LibraryView::movePreview);
        connect(m_preview, &PhotoPreview::similarRequested, &m_photoCommands,
                &PhotoCommands::findSimilar);
        connect(m_preview, &PhotoPreview::closed, m_grid, qOverload<>(&QWidget::setFocus));
    }
    return *m_preview;
}

void LibraryView::previewCurrent()
{
    const SearchHit* photo = currentPhoto();
    if (photo == nullptr)
        return;
    const QString name = displayName(photo->path);
    const QModelIndex current = m_grid->currentIndex();
    preview().show({photo->path,
                    name,
                    name,
                    current.data(Qt::DecorationRole).value<QImage>(),
                    {photo->width, photo->height}},
                   {current.row() + 1, m_model.rowCount()});
}

void LibraryView::movePreview(PreviewMove move)
{
    const auto row = rowAfter(move, m_grid->currentIndex().row(), m_model.rowCount());
    if (!row)
        return;
    m_grid->setCurrentIndex(m_model.index(*row));
    previewCurrent();
}

void LibraryView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_preview != nullptr)
        m_preview->hide(); // it would cover another page
}

} // namespace lookalike
