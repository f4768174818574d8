// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QObject>

namespace lookalike {

class ActionRegistry;
class ConceptCommands;
class DetailsPanel;
class DuplicatesPage;
class FitCommands;
class FolderCommands;
class IndexingCommands;
class LibraryPage;
class LibraryReadiness;
class LibrarySession;
class NoticeBar;
class Page;
class PageStack;
class PhotoCommands;
class PictureDrops;
class ProgramCommands;
class QueryHistory;
class SearchPage;
class SidePanels;

/// What pages and panels share.
struct WindowParts {
    LibrarySession& session;
    QueryHistory& history;
    ActionRegistry& actions;
    LibraryReadiness& readiness;
    NoticeBar& notice;
    FolderCommands& folders;
    IndexingCommands& indexing;
    ProgramCommands& program;
    FitCommands& fits;
    PictureDrops& drops;
};

/// Makes the pages and the side panels of the window, and connects them with each other and with
/// its commands. A page is added here. GUI thread.
class WindowPages : public QObject {
    Q_OBJECT

public:
    /// Fills `pages`. All must live as long as the window, which owns this object.
    WindowPages(const WindowParts& parts, PageStack& pages, QMainWindow& window);

    [[nodiscard]] SidePanels& panels() { return *m_panels; }
    /// Of all pages with photos.
    [[nodiscard]] PhotoCommands& photoCommands() { return *m_photoCommands; }
    /// Has panels and commands serve a page that is shown.
    void adaptTo(Page& page);

private:
    void addPages();
    void addPanels();
    /// Tells the details which concept the current page is about.
    void updateConcept();

    const WindowParts m_parts;
    PageStack& m_pages;
    QMainWindow& m_window;
    ConceptCommands* m_conceptCommands = nullptr;
    PhotoCommands* m_photoCommands = nullptr;
    LibraryPage* m_library = nullptr;
    SearchPage* m_search = nullptr;
    DuplicatesPage* m_duplicates = nullptr;
    DetailsPanel* m_details = nullptr;
    SidePanels* m_panels = nullptr;
};

} // namespace lookalike
