// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/results_view.h"

#include "ui/bridge/library_session.h"
#include "ui/state/library_readiness.h"
#include "ui/state/query_history.h"
#include "ui/state/search_controller.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"
#include "ui/views/library_explanation.h"
#include "ui/views/photo_commands.h"
#include "ui/views/search/fit_sign.h"
#include "ui/views/search/grid_bar.h"
#include "ui/views/search/mark_commands.h"
#include "ui/views/search/result_commands.h"
#include "ui/views/search/results_grid.h"
#include "ui/views/search/results_preview.h"
#include "ui/widgets/item_menu.h"

#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace lookalike {

ResultsView::ResultsView(LibrarySession& session, const LibraryReadiness& readiness,
                         SearchController& search, PhotoCommands& photoCommands,
                         ActionRegistry& actions, NoticeBar& notice, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_readiness(readiness)
    , m_search(search)
    , m_history(search.history())
    , m_photoCommands(photoCommands)
    , m_grid(new ResultsGrid(search.results(), session.thumbnails(), this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedWidget(this))
    , m_bar(new GridBar(*m_grid, actions, QStringLiteral("grid"), this))
    , m_commands(new ResultCommands(search, actions, this))
    , m_marks(new MarkCommands(
          m_history, actions, notice, [this] { return selectedPhotos(); }, this))
    , m_preview(new ResultsPreview(session, search, *m_grid))
{
    m_photoCommands.addTo(*m_grid);
    m_commands->addTo(*m_grid);
    m_marks->addTo(*m_grid);
    m_grid->installEventFilter(this);
    for (const auto change : {&LibrarySession::photosMoved, &LibrarySession::protectionChanged})
        connect(&m_session, change, m_marks, &MarkCommands::forgetUndo);
    m_bar->addCommand(m_marks->less());
    m_bar->addCommand(m_marks->more());
    m_bar->addCommand(m_commands->copiesAsOne());
    auto* fit = new FitSign(session, m_bar);
    connect(fit, &FitSign::clicked, this, &ResultsView::fitRequested);
    m_bar->addControl(*fit);
    m_bar->addOrder(*m_commands->makeOrderButton(m_bar));
    m_search.setColumns(m_grid->columns());
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_grid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    connectModels();
    connectViews();
    refresh();
}

void ResultsView::connectModels()
{
    connect(&m_session, &LibrarySession::openFailed, this, &ResultsView::refresh);
    connect(&m_session, &LibrarySession::statusChanged, this, &ResultsView::refresh);
    connect(&m_session.indexing(), &Indexing::started, this, &ResultsView::refresh);
    connect(&m_session.indexing(), &Indexing::finished, this, &ResultsView::refresh);
    connect(&m_session.indexing(), &Indexing::failed, this, &ResultsView::refresh);
    connect(&m_search, &SearchController::waiting, this,
            [this] { m_bar->setSummary(tr("Searching…")); });
    connect(&m_search, &SearchController::aboutToAnswer, this, &ResultsView::rememberPlace);
    connect(&m_search, &SearchController::answered, this, [this] {
        refresh();
        returnToPlace();
    });
    connect(&m_search, &SearchController::changed, this, &ResultsView::refresh);
}

void ResultsView::connectViews()
{
    connect(m_grid, &ResultsGrid::openRequested, &m_photoCommands, &PhotoCommands::openCurrent);
    new ItemMenu(*m_grid, [this](QMenu& menu, const QModelIndex&) {
        m_photoCommands.fillMenu(menu);
        m_marks->fillMenu(menu);
        m_commands->fillMenu(menu);
    });
    connect(m_grid, &ResultsGrid::currentRowChanged, this, [this](int row) {
        m_commands->setCurrentRow(row);
        Q_EMIT currentPhotoChanged();
        m_photoCommands.update();
    });
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, m_marks,
            &MarkCommands::update);
    connect(m_grid, &ResultsGrid::columnsChanged, &m_search, &SearchController::setColumns);
    // Sorted otherwise: the current photo is somewhere else now.
    connect(&m_search.results(), &QAbstractItemModel::layoutChanged, this, [this] {
        m_commands->setCurrentRow(m_grid->currentIndex().row());
        m_grid->scrollTo(m_grid->currentIndex());
    });
    connect(m_preview, &ResultsPreview::similarRequested, &m_photoCommands,
            &PhotoCommands::findSimilar);
}

void ResultsView::rememberPlace()
{
    m_place = {};
    if (!m_search.hasAnswer())
        return;
    if (const SearchHit* current = currentPhoto())
        m_place.photo = *current;
    m_place.row = std::max(0, m_grid->currentIndex().row());
    m_place.scroll = m_grid->verticalScrollBar()->value();
}

void ResultsView::returnToPlace()
{
    const ResultsModel& results = m_search.results();
    int row = m_place.photo ? results.rowOf(*m_place.photo) : -1;
    if (row < 0) // the photo is no longer among the results
        row = std::min(m_place.row, results.rowCount() - 1);
    if (results.rowCount() > 0)
        m_grid->setCurrentIndex(results.index(row));
    m_commands->setCurrentRow(m_grid->currentIndex().row());
    m_grid->verticalScrollBar()->setValue(m_place.scroll);
}

void ResultsView::refresh()
{
    const int count = m_search.results().rowCount();
    const bool hasGrid = count > 0 && !m_readiness.openError();
    const bool isOther = hasGrid != showsGrid();
    const bool isExplained = !hasGrid && m_empty->show(emptyContent());
    QWidget* const shown = hasGrid ? static_cast<QWidget*>(m_grid) : m_empty;
    m_stack->setCurrentWidget(shown);
    setFocusProxy(shown);
    m_bar->setVisible(hasGrid);
    m_bar->setSummary(summary());
    m_photoCommands.update();
    m_marks->update();
    m_commands->setCurrentRow(m_grid->currentIndex().row());
    if (isOther)
        Q_EMIT swapped();
    else if (isExplained)
        Q_EMIT explained();
}

QString ResultsView::summary() const
{
    const ResultsModel& results = m_search.results();
    if (!results.tiles().bands())
        return tr("%Ln most similar photo(s)", nullptr, results.photoCount());
    return m_search.isOnlyBackground() ? tr("Nothing here clearly matches")
                                       : tr("%Ln best match(es)", nullptr, results.photoCount());
}

bool ResultsView::showsGrid() const
{
    return m_stack->currentWidget() == m_grid;
}

EmptyState::Content ResultsView::emptyContent()
{
    if (const auto content = libraryExplanation(
            m_session, m_readiness,
            {tr("Lookalike reads each photo once and then finds similar ones. Everything stays "
                "on this computer."),
             [this] { Q_EMIT addFolderRequested(); }, [this] { Q_EMIT backupsRequested(); }}))
        return *content;
    if (m_history.current().isEmpty())
        return {QStringLiteral("picture"), tr("Drop any picture here to find similar photos"),
                tr("From a folder, a web browser or the clipboard."), tr("Choose a picture…"),
                [this] { Q_EMIT choosePictureRequested(); }};
    if (const auto& error = m_search.error())
        return errorContent(*error);
    return m_search.hasAnswer() ? noResultsContent() : EmptyState::Content();
}

EmptyState::Content ResultsView::errorContent(const Error& error)
{
    if (error.code != ErrorCode::Unsupported || !m_history.current().hasWords())
        return {QStringLiteral("warning"), translated(error.message), displayText(error.path),
                tr("New search"), [this] { m_history.clear(); }};
    const auto& encoder = m_session.encoder();
    if (encoder && encoder->knowsWords) // until then, searches use the previous model
        return {QStringLiteral("warning"),
                tr("Search with words works once %1 has read all photos")
                    .arg(QString::fromStdString(encoder->space.model)),
                translated(error.message), tr("New search"), [this] { m_history.clear(); }};
    return {QStringLiteral("warning"), tr("Search with words needs another model"),
            translated(error.message), tr("Models…"), [this] { Q_EMIT modelsRequested(); }};
}

EmptyState::Content ResultsView::noResultsContent()
{
    const Query& query = m_history.current();
    const ResultTiles& tiles = m_search.results().tiles();
    if (tiles.hitCount() > 0 && tiles.count() == 0)
        return onlyQueryContent();
    if (tiles.count() > 0)
        return {QStringLiteral("search"),
                tiles.bands() ? tr("No photo matches that well")
                              : tr("No photo has a similarity of %1 or more")
                                    .arg(text::score(query.minScore.value_or(tiles.line()))),
                {},
                tr("Remove the limit"),
                [this] { m_history.setMinScore(Query::kAnyScore); }};
    if (!query.filter.isEmpty())
        return {QStringLiteral("filter"),
                tr("No photo matches the filters"),
                {},
                tr("Clear filters"),
                [this] { m_history.setFilter({}); }};
    return {QStringLiteral("search"),
            tr("There are no photos to search yet"),
            m_session.indexing().isRunning()
                ? tr("Photos can be searched as soon as they are read.")
                : tr("Add a folder with photos."),
            {},
            {}};
}

EmptyState::Content ResultsView::onlyQueryContent()
{
    return {QStringLiteral("search"), tr("No other photo was found"),
            tr("The query's own photo is hidden."), tr("Show it"),
            [this] { m_commands->hideQuery().setChecked(false); }};
}

const SearchHit* ResultsView::currentPhoto() const
{
    const QModelIndex index = m_grid->currentIndex();
    return showsGrid() && index.isValid() ? &m_search.results().hit(index.row()) : nullptr;
}

std::vector<SearchHit> ResultsView::selectedPhotos() const
{
    std::vector<SearchHit> hits;
    for (const int row : m_grid->selectedRows())
        hits.push_back(m_search.results().hit(row));
    if (hits.empty() && currentPhoto() != nullptr)
        hits.push_back(*currentPhoto());
    return hits;
}

void ResultsView::previewCurrent()
{
    m_preview->show(m_grid->currentIndex().row());
}

void ResultsView::closePreview()
{
    m_preview->close();
}

bool ResultsView::eventFilter(QObject* object, QEvent* event)
{
    // The window's Undo takes back moves and decisions; a mark that came later goes first.
    const bool isKey =
        event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!isKey || !m_marks->canUndo() ||
        !static_cast<const QKeyEvent*>(event)->matches(QKeySequence::Undo))
        return QWidget::eventFilter(object, event);
    if (event->type() == QEvent::KeyPress)
        m_marks->undo();
    else
        event->accept(); // comes again as a key
    return true;
}

void ResultsView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    closePreview(); // it would cover another page
}

} // namespace lookalike
