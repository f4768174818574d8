// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/window_pages.h"

#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/state/search_controller.h"
#include "ui/text/translated.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/library/library_page.h"
#include "ui/views/map/map_page.h"
#include "ui/views/panels/concepts_panel.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/photo_commands.h"
#include "ui/views/search/picture_drops.h"
#include "ui/views/search/query_commands.h"
#include "ui/views/search/search_page.h"
#include "ui/views/window/concept_commands.h"
#include "ui/views/window/fit_commands.h"
#include "ui/views/window/folder_commands.h"
#include "ui/views/window/indexing_commands.h"
#include "ui/views/window/page_stack.h"
#include "ui/views/window/program_commands.h"
#include "ui/views/window/side_panels.h"
#include "ui/widgets/notice_bar.h"

#include <QMenu>

namespace lookalike {

WindowPages::WindowPages(const WindowParts& parts, PageStack& pages, QMainWindow& window)
    : QObject(&window)
    , m_parts(parts)
    , m_pages(pages)
    , m_window(window)
{
    addPages();
    addPanels();
    connect(&m_pages, &PageStack::shown, this, &WindowPages::adaptTo);
}

void WindowPages::addPages()
{
    auto* search = new SearchController(m_parts.session, m_parts.history, &m_window);
    auto* queryCommands =
        new QueryCommands(m_parts.history, m_parts.drops, m_parts.actions, m_window);
    m_photoCommands = new PhotoCommands(m_parts.session, m_parts.history, m_parts.actions,
                                        m_parts.notice, &m_window);
    m_search = new SearchPage(m_parts.session, m_parts.readiness, *search, *queryCommands,
                              *m_photoCommands, m_parts.actions, m_parts.notice, &m_window);
    connect(m_search, &SearchPage::addFolderRequested, &m_parts.folders.addFolder(),
            &QAction::trigger);
    connect(m_search, &SearchPage::backupsRequested, &m_parts.program,
            &ProgramCommands::showBackups);
    connect(m_search, &SearchPage::modelsRequested, &m_parts.program, &ProgramCommands::showModels);
    m_conceptCommands = new ConceptCommands(m_parts.session, m_parts.history, m_parts.actions,
                                            m_parts.notice, m_window);
    m_search->setConceptCommands(m_conceptCommands->all());
    connect(m_conceptCommands, &ConceptCommands::filterRequested, m_search,
            &SearchPage::filterByConcept);
    connect(m_search, &SearchPage::fitRequested, &m_parts.fits.show(), &QAction::trigger);
    connect(search, &SearchController::warned, this, [this](const Message& warning) {
        m_parts.notice.showNotice(translated(warning), tr("Models…"),
                                  [this] { m_parts.program.showModels(); });
    });
    connect(queryCommands, &QueryCommands::originRequested, this, [this](const QString& name) {
        if (Page* page = m_pages.find(name))
            m_pages.showPage(*page);
    });

    m_library = new LibraryPage(m_parts.session, m_parts.readiness, *m_photoCommands,
                                queryCommands->filters(), m_parts.actions, &m_window);
    connect(m_library, &LibraryPage::addFolderRequested, &m_parts.folders.addFolder(),
            &QAction::trigger);
    connect(m_library, &LibraryPage::backupsRequested, &m_parts.program,
            &ProgramCommands::showBackups);
    m_pages.add(*m_library);
    m_pages.add(*m_search);

    m_duplicates = new DuplicatesPage(m_parts.session, m_parts.actions, m_parts.notice, &m_window);
    connect(m_duplicates, &DuplicatesPage::addFolderRequested, &m_parts.folders.addFolder(),
            &QAction::trigger);
    connect(m_duplicates, &DuplicatesPage::protectedFoldersChanged, &m_parts.folders.model(),
            &FoldersModel::setProtected);
    connect(&m_parts.folders, &FolderCommands::protectRequested, m_duplicates,
            &DuplicatesPage::setProtected);
    connect(&m_parts.session, &LibrarySession::folderProtected, m_duplicates,
            &DuplicatesPage::refreshProtected);
    connect(m_photoCommands, &PhotoCommands::duplicatesRequested, m_duplicates,
            &DuplicatesPage::showOnlyWith);
    m_pages.add(*m_duplicates);

    auto* map = new MapPage(m_parts.session, m_parts.readiness, *search, *m_photoCommands,
                            m_parts.actions, &m_window);
    connect(map, &MapPage::addFolderRequested, &m_parts.folders.addFolder(), &QAction::trigger);
    connect(map, &MapPage::backupsRequested, &m_parts.program, &ProgramCommands::showBackups);
    m_pages.add(*map);
}

void WindowPages::addPanels()
{
    auto* folders = new FoldersPanel(m_parts.folders.model(), &m_window);
    m_parts.folders.serve(*folders);
    connect(folders, &FoldersPanel::rescanRequested, &m_parts.indexing.rescan(), &QAction::trigger);
    connect(m_photoCommands, &PhotoCommands::rescanRequested, &m_parts.indexing.rescan(),
            &QAction::trigger);
    connect(folders, &FoldersPanel::showRequested, m_library, &LibraryPage::showFolder);
    connect(m_library, &LibraryPage::folderChanged, folders, &FoldersPanel::setShown);
    connect(folders, &FoldersPanel::filterRequested, m_search, &SearchPage::filterByFolder);

    auto* concepts = new ConceptsPanel(
        m_parts.session.concepts(),
        [this](QMenu& menu, ConceptId id) { m_conceptCommands->fillMenu(menu, id); }, folders);
    folders->addBelow(*concepts);
    connect(concepts, &ConceptsPanel::showRequested, m_library, &LibraryPage::showConcept);
    connect(concepts, &ConceptsPanel::removeRequested, m_conceptCommands, &ConceptCommands::remove);
    connect(m_conceptCommands, &ConceptCommands::showRequested, m_library,
            &LibraryPage::showConcept);
    connect(m_library, &LibraryPage::conceptChanged, concepts, &ConceptsPanel::setShown);

    m_details = new DetailsPanel(m_parts.session, &m_window);
    connect(m_library, &LibraryPage::conceptChanged, this, &WindowPages::updateConcept);
    connect(&m_parts.history, &QueryHistory::queryChanged, this, &WindowPages::updateConcept);
    m_photoCommands->serve(*m_details);
    connect(&m_pages, &PageStack::photoChanged, m_details, &DetailsPanel::showPhoto);
    connect(&m_parts.session, &LibrarySession::catalogReplaced, m_details, &DetailsPanel::clear);
    m_panels = new SidePanels(folders, &m_pages, m_details, m_parts.actions, &m_window);
}

void WindowPages::adaptTo(Page& page)
{
    m_panels->setPage(page);
    if (PhotoView* photos = page.photos())
        m_photoCommands->setView(*photos);
    updateConcept();
}

void WindowPages::updateConcept()
{
    const Page& page = m_pages.current();
    m_details->setConcept(&page == m_library  ? m_library->shownConcept()
                          : &page == m_search ? m_search->usedConcept()
                                              : ConceptId());
}

} // namespace lookalike
