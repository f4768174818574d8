// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/search_page.h"

#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/state/search_controller.h"
#include "ui/views/photo_commands.h"
#include "ui/views/search/filter_bar.h"
#include "ui/views/search/grid_bar.h"
#include "ui/views/search/mark_commands.h"
#include "ui/views/search/query_bar.h"
#include "ui/views/search/query_commands.h"
#include "ui/views/search/result_commands.h"
#include "ui/views/search/results_view.h"

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QVBoxLayout>

namespace lookalike {

namespace {

const QString kFoldersKey = QStringLiteral("window/folders");

} // namespace

SearchPage::SearchPage(LibrarySession& session, const LibraryReadiness& readiness,
                       SearchController& search, QueryCommands& queryCommands,
                       PhotoCommands& photoCommands, ActionRegistry& actions, NoticeBar& notice,
                       QWidget* parent)
    : Page(QStringLiteral("search"), tr("&Search"), parent)
    , m_session(session)
    , m_search(search)
    , m_queryCommands(queryCommands)
    , m_photoCommands(photoCommands)
    , m_queryBar(new QueryBar(search.history(), session, this))
    , m_filterBar(new FilterBar(this))
    , m_results(new ResultsView(session, readiness, search, photoCommands, actions, notice, this))
{
    setFocusProxy(m_results);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_queryBar);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_results, 1);
    m_filterBar->setConcepts(session.concepts());
    connectQuery();
    connectResults();
    updateBars();
}

void SearchPage::connectQuery()
{
    connect(&m_session, &LibrarySession::statusChanged, this, [this](const LibraryStatus& status) {
        m_filterBar->setStatus(status);
        updateBars();
    });
    connect(&m_search, &SearchController::queryChanged, this, [this] {
        Q_EMIT showRequested(); // whatever brought a query brings its results
        const ContentFilter& filter = m_search.history().current().filter;
        m_filterBar->setFilter(filter);
        m_queryBar->setActiveFilters(FilterBar::activeCount(filter));
        updateBars();
    });
    connect(&m_session.concepts(), &ConceptRunner::listed, this, [this] {
        ContentFilter filter = m_search.history().current().filter;
        const ConceptRunner& concepts = m_session.concepts();
        if (std::erase_if(filter.concepts,
                          [&](ConceptId id) { return concepts.find(id) == nullptr; }) > 0)
            m_search.history().setFilter(filter);
    });
    connect(m_filterBar, &FilterBar::filterEdited, &m_search.history(), &QueryHistory::setFilter);
    connect(m_queryBar, &QueryBar::chooseRequested, &m_queryCommands.openPicture(),
            &QAction::trigger);
    connect(m_queryBar, &QueryBar::pasteRequested, &m_queryCommands.paste(), &QAction::trigger);
    connect(&m_queryCommands.words(), &QAction::triggered, this, &SearchPage::focusWords);
    connect(m_queryBar, &QueryBar::left, m_results, qOverload<>(&QWidget::setFocus));
    connect(m_queryBar, &QueryBar::modelsRequested, this, &SearchPage::modelsRequested);
    QAction& filters = m_queryCommands.filters();
    connect(m_queryBar, &QueryBar::filtersToggled, &filters, &QAction::setChecked);
    connect(&filters, &QAction::toggled, m_queryBar, &QueryBar::setFiltersShown);
    connect(&filters, &QAction::toggled, this, &SearchPage::updateBars);
}

void SearchPage::connectResults()
{
    connect(&m_search, &SearchController::answered, this,
            [this] { m_queryBar->setTiles(m_search.results().tiles()); });
    // The arrow keys move in what has just appeared, unless the user looks at another page.
    connect(m_results, &ResultsView::swapped, this, [this] {
        if (isVisible() && !isTyping())
            m_results->setFocus();
    });
    connect(m_results, &ResultsView::explained, this, [this] {
        if (isVisible() && isFocusFree())
            m_results->setFocus();
    });
    connect(m_results, &ResultsView::currentPhotoChanged, this, &SearchPage::currentPhotoChanged);
    connect(m_results, &ResultsView::addFolderRequested, this, &SearchPage::addFolderRequested);
    connect(m_results, &ResultsView::choosePictureRequested, &m_queryCommands.openPicture(),
            &QAction::trigger);
    connect(m_results, &ResultsView::backupsRequested, this, &SearchPage::backupsRequested);
    connect(m_results, &ResultsView::modelsRequested, this, &SearchPage::modelsRequested);
    connect(m_results, &ResultsView::fitRequested, this, &SearchPage::fitRequested);
}

void SearchPage::focusWords()
{
    Q_EMIT showRequested();
    m_results->closePreview(); // it would cover the box
    if (m_queryBar->isVisible())
        m_queryBar->focusWords();
}

void SearchPage::updateBars()
{
    const bool hasQuery = !m_search.history().current().isEmpty();
    const bool shown = hasQuery || !m_session.status().folders.empty();
    m_queryBar->setVisible(shown);
    m_filterBar->setVisible(shown && m_queryCommands.filters().isChecked());
}

bool SearchPage::isTyping() const
{
    const QWidget* const focus = window()->focusWidget();
    return focus != nullptr &&
           (m_queryBar->isAncestorOf(focus) || m_filterBar->isAncestorOf(focus));
}

bool SearchPage::isFocusFree() const
{
    const QWidget* const focus = window()->focusWidget();
    return focus == nullptr || !focus->isVisible() || m_results->isAncestorOf(focus);
}

void SearchPage::filterByFolder(const std::filesystem::path& folder)
{
    ContentFilter filter = m_search.history().current().filter;
    filter.folders = {folder};
    filter.withSubfolders = true;
    m_search.history().setFilter(filter);
    m_queryCommands.filters().setChecked(true);
}

void SearchPage::filterByConcept(ConceptId id)
{
    ContentFilter filter = m_search.history().current().filter;
    filter.concepts = {id};
    m_search.history().setFilter(filter);
    m_queryCommands.filters().setChecked(true);
}

void SearchPage::setConceptCommands(const QList<QAction*>& commands)
{
    m_conceptCommands = commands;
    m_results->bar().addCommand(*commands.front());
}

ConceptId SearchPage::usedConcept() const
{
    const Query& query = m_search.history().current();
    for (const NamedTerm& named : query.terms)
        if (named.isConcept())
            return std::get<ConceptId>(named.term.picture);
    return query.filter.concepts.empty() ? ConceptId() : query.filter.concepts.front();
}

void SearchPage::addMenus(QMenu& menu)
{
    QMenu* query = menu.addMenu(tr("&Query"));
    m_queryCommands.fillMenu(*query);
    query->addSeparator();
    query->addActions(m_conceptCommands);
    QMenu* photo = menu.addMenu(tr("&Photo"));
    m_photoCommands.fillMenu(*photo);
    m_results->marks().fillMenu(*photo);
    m_results->commands().fillMenu(*photo);
}

QList<QAction*> SearchPage::viewCommands() const
{
    return m_results->bar().viewCommands() + m_results->commands().viewCommands();
}

QList<QAction*> SearchPage::navigation() const
{
    return m_queryCommands.navigation();
}

PhotoView* SearchPage::photos()
{
    return m_results;
}

QRect SearchPage::addArea() const
{
    const bool hasQuery = !m_search.history().current().isEmpty();
    return hasQuery ? m_queryBar->geometry() : QRect();
}

void SearchPage::broughtFrom(const Page& page)
{
    m_search.history().setOrigin(page.name());
}

void SearchPage::save(QSettings& settings) const
{
    settings.setValue(kFoldersKey, wantsFolders());
    m_results->bar().save(settings);
    m_results->commands().save(settings);
    m_search.history().save(settings);
}

void SearchPage::restore(const QSettings& settings)
{
    setWantsFolders(settings.value(kFoldersKey, true).toBool());
    m_results->bar().restore(settings);
    m_results->commands().restore(settings);
    m_search.history().restore(settings);
}

} // namespace lookalike
