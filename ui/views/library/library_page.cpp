// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/library_page.h"

#include "ui/bridge/library_session.h"
#include "ui/views/library/concept_bar.h"
#include "ui/views/library/folder_trail.h"
#include "ui/views/library/library_commands.h"
#include "ui/views/library/library_grid.h"
#include "ui/views/library/library_view.h"
#include "ui/views/photo_commands.h"
#include "ui/views/search/filter_bar.h"
#include "ui/views/search/filter_button.h"
#include "ui/views/search/grid_bar.h"

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QVBoxLayout>
#include <utility>

namespace lookalike {

namespace {

const QString kLibraryFoldersKey = QStringLiteral("library/folders");

} // namespace

LibraryPage::LibraryPage(LibrarySession& session, const LibraryReadiness& readiness,
                         PhotoCommands& photoCommands, QAction& filters, ActionRegistry& actions,
                         QWidget* parent)
    : Page(QStringLiteral("library"), tr("&Library"), parent)
    , m_session(session)
    , m_photoCommands(photoCommands)
    , m_filters(filters)
    , m_controller(session)
    , m_view(new LibraryView(session, readiness, m_controller, photoCommands, actions, this))
    , m_filterBar(new FilterBar(this))
    , m_trail(new FolderTrail(this))
    , m_conceptBar(new ConceptBar(this))
    , m_bar(new GridBar(m_view->grid(), actions, QStringLiteral("library"), this))
    , m_order(new FilterButton(QStringLiteral("sort"), this))
{
    setFocusProxy(m_view);
    m_view->commands().fillMenu(*m_order->menu());
    m_bar->addCommand(m_filters);
    m_bar->addControl(*m_order);
    m_trail->hide();
    m_conceptBar->hide();
    m_filterBar->setConcepts(session.concepts());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_trail);
    layout->addWidget(m_conceptBar);
    layout->addWidget(m_view, 1);
    connectParts();
    updateBars();
}

void LibraryPage::connectParts()
{
    connect(&m_session, &LibrarySession::statusChanged, this, [this](const LibraryStatus& status) {
        m_filterBar->setStatus(status);
        updateBars();
    });
    connect(&m_filters, &QAction::toggled, this, &LibraryPage::updateBars);
    connect(m_filterBar, &FilterBar::filterEdited, this, &LibraryPage::setFilter);
    connect(&m_controller, &LibraryController::stateChanged, this, [this] {
        m_filterBar->setFilter(m_controller.request().filter);
        updateBars();
        updateTrail();
        updateConcept();
    });
    connect(&m_session.concepts(), &ConceptRunner::listed, this, [this] {
        ContentFilter filter = m_controller.request().filter;
        const ConceptRunner& concepts = m_session.concepts();
        if (std::erase_if(filter.concepts,
                          [&](ConceptId id) { return concepts.find(id) == nullptr; }) > 0)
            setFilter(filter);
        updateConcept();
    });
    connect(m_conceptBar, &ConceptBar::closed, this, [this] {
        ContentFilter filter = m_controller.request().filter;
        filter.concepts.clear();
        setFilter(filter);
    });
    connect(m_conceptBar, &ConceptBar::strictnessEdited, this, [this](double strictness) {
        if (const ConceptId id = shownConcept(); id.isValid())
            m_session.concepts().setStrictness(id, strictness);
    });
    connect(m_trail, &FolderTrail::folderChosen, this, &LibraryPage::setFolder);
    connect(m_trail, &FolderTrail::subfoldersToggled, this, [this](bool with) {
        ContentFilter filter = m_controller.request().filter;
        filter.withSubfolders = with;
        setFilter(filter);
    });
    connect(m_trail, &FolderTrail::closed, this, [this] {
        ContentFilter filter = m_controller.request().filter;
        filter.folders.clear();
        filter.withSubfolders = true;
        setFilter(filter);
    });
    connect(m_view, &LibraryView::currentPhotoChanged, this, &LibraryPage::currentPhotoChanged);
    connect(m_view, &LibraryView::summaryChanged, this, &LibraryPage::updateBars);
    connect(m_view, &LibraryView::swapped, this, [this] {
        const QWidget* const focus = window()->focusWidget();
        const bool isFree = focus == nullptr || !focus->isVisible() || isAncestorOf(focus);
        const bool isUsed = m_filterBar->isAncestorOf(focus) || m_trail->isAncestorOf(focus) ||
                            m_conceptBar->isAncestorOf(focus);
        if (isVisible() && isFree && !isUsed)
            m_view->setFocus();
    });
    connect(m_view, &LibraryView::addFolderRequested, this, &LibraryPage::addFolderRequested);
    connect(m_view, &LibraryView::backupsRequested, this, &LibraryPage::backupsRequested);
    connect(&m_view->commands(), &LibraryCommands::orderChanged, this, &LibraryPage::updateBars);
}

void LibraryPage::setFilter(const ContentFilter& filter)
{
    m_controller.setFilter(filter);
}

void LibraryPage::setFolder(const std::filesystem::path& folder)
{
    ContentFilter filter = m_controller.request().filter;
    filter.folders = {folder};
    setFilter(filter);
}

void LibraryPage::showFolder(const std::filesystem::path& folder)
{
    ContentFilter filter = m_controller.request().filter;
    filter.folders = {folder};
    filter.concepts.clear();
    setFilter(filter);
    Q_EMIT showRequested();
}

void LibraryPage::showConcept(ConceptId id)
{
    ContentFilter filter;
    filter.concepts = {id};
    setFilter(filter);
    Q_EMIT showRequested();
}

ConceptId LibraryPage::shownConcept() const
{
    const auto& concepts = m_controller.request().filter.concepts;
    return concepts.size() == 1 ? concepts.front() : ConceptId();
}

void LibraryPage::updateConcept()
{
    const ConceptId id = shownConcept();
    const ConceptSummary* const summary = m_session.concepts().find(id);
    if (summary != nullptr)
        m_conceptBar->show(*summary, m_session.concepts().nameOf(id));
    m_conceptBar->setVisible(summary != nullptr);
    if (id == std::exchange(m_concept, id))
        return;
    Q_EMIT conceptChanged(id);
}

void LibraryPage::updateBars()
{
    const ContentFilter& filter = m_controller.request().filter;
    const bool hasLibrary = !m_session.status().folders.empty();
    m_bar->setVisible(hasLibrary && (m_view->showsGrid() || !filter.isEmpty()));
    m_bar->setSummary(m_view->summary());
    m_filterBar->setVisible(hasLibrary && m_filters.isChecked());
    m_order->show(m_view->commands().orderText(), false);
}

void LibraryPage::updateTrail()
{
    const ContentFilter& filter = m_controller.request().filter;
    const bool hasFolder = filter.folders.size() == 1;
    if (hasFolder) {
        std::vector<std::filesystem::path> roots;
        for (const FolderRow& root : m_session.status().folders)
            roots.push_back(root.path);
        const std::vector<std::filesystem::path> none; // known yet
        m_trail->show(filter.folders.front(), filter.withSubfolders, roots,
                      m_controller.isKnown() ? m_controller.list()->folders() : none);
    }
    m_trail->setVisible(hasFolder);
    std::filesystem::path folder = hasFolder ? filter.folders.front() : std::filesystem::path();
    if (folder == m_folder)
        return;
    m_folder = std::move(folder);
    Q_EMIT folderChanged(m_folder);
}

void LibraryPage::addMenus(QMenu& menu)
{
    m_view->commands().fillMenu(*menu.addMenu(tr("&Sort")));
}

PhotoView* LibraryPage::photos()
{
    return m_view;
}

void LibraryPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_controller.setWatched(true);
}

void LibraryPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_controller.setWatched(false);
}

void LibraryPage::save(QSettings& settings) const
{
    settings.setValue(kLibraryFoldersKey, wantsFolders());
    m_bar->save(settings);
    m_view->commands().save(settings);
}

void LibraryPage::restore(const QSettings& settings)
{
    setWantsFolders(settings.value(kLibraryFoldersKey, true).toBool());
    m_bar->restore(settings);
    m_view->commands().restore(settings);
}

} // namespace lookalike
