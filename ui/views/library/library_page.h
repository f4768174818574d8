// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/library_controller.h"
#include "ui/views/page.h"

class QAction;

namespace lookalike {

class ActionRegistry;
class ConceptBar;
class FilterBar;
class FilterButton;
class FolderTrail;
class GridBar;
class LibraryReadiness;
class LibrarySession;
class LibraryView;
class PhotoCommands;

/// All photos of the library: by time, folder, name or size, of all folders or of one. GUI thread.
class LibraryPage : public Page {
    Q_OBJECT

public:
    /// All must outlive the page. `filters` is checked while the filters are shown.
    LibraryPage(LibrarySession& session, const LibraryReadiness& readiness,
                PhotoCommands& photoCommands, QAction& filters, ActionRegistry& actions,
                QWidget* parent);

    /// Shows the photos of this folder, and itself.
    void showFolder(const std::filesystem::path& folder);
    /// Shows the photos of this concept, and itself.
    void showConcept(ConceptId id);
    /// The one whose photos are shown; invalid: none.
    [[nodiscard]] ConceptId shownConcept() const;

    void addMenus(QMenu& menu) override;
    [[nodiscard]] PhotoView* photos() override;
    void save(QSettings& settings) const override;
    void restore(const QSettings& settings) override;

Q_SIGNALS:
    void addFolderRequested();
    /// The one whose photos are shown; empty: those of all folders are.
    void folderChanged(const std::filesystem::path& folder);
    /// shownConcept() has another answer.
    void conceptChanged(lookalike::ConceptId id);
    /// The catalog is damaged, and the user wants a backup in its place.
    void backupsRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectParts();
    void setFilter(const ContentFilter& filter);
    void setFolder(const std::filesystem::path& folder);
    void updateBars();
    void updateTrail();
    void updateConcept();

    LibrarySession& m_session;
    PhotoCommands& m_photoCommands;
    QAction& m_filters;
    LibraryController m_controller;
    std::filesystem::path m_folder; ///< that folderChanged() told last
    LibraryView* m_view;
    FilterBar* m_filterBar;
    FolderTrail* m_trail;
    ConceptBar* m_conceptBar;
    ConceptId m_concept; ///< that conceptChanged() told last
    GridBar* m_bar;
    FilterButton* m_order;
};

} // namespace lookalike
