// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/views/page.h"

#include <filesystem>

namespace lookalike {

class ActionRegistry;
class FilterBar;
class LibraryReadiness;
class LibrarySession;
class NoticeBar;
class PhotoCommands;
class QueryCommands;
class QueryBar;
class ResultsView;
class SearchController;

/// Finding photos that look like a picture, or as words say: the query, its filters and the
/// results. GUI thread.
class SearchPage : public Page {
    Q_OBJECT

public:
    /// All must outlive the page.
    SearchPage(LibrarySession& session, const LibraryReadiness& readiness, SearchController& search,
               QueryCommands& queryCommands, PhotoCommands& photoCommands, ActionRegistry& actions,
               NoticeBar& notice, QWidget* parent);

    /// Shows photos of this folder only.
    void filterByFolder(const std::filesystem::path& folder);

    /// Shows photos of this concept only.
    void filterByConcept(ConceptId id);
    /// Commands about concepts for the Query menu, of which the first keeps the query as one. To be
    /// called before addMenus(); they must outlive the page.
    void setConceptCommands(const QList<QAction*>& commands);
    /// The first concept that the query has, or that its photos must belong to; invalid: none.
    [[nodiscard]] ConceptId usedConcept() const;

    void addMenus(QMenu& menu) override;
    [[nodiscard]] QList<QAction*> viewCommands() const override;
    [[nodiscard]] QList<QAction*> navigation() const override;
    [[nodiscard]] PhotoView* photos() override;
    [[nodiscard]] QRect addArea() const override;
    void broughtFrom(const Page& page) override;
    void save(QSettings& settings) const override;
    void restore(const QSettings& settings) override;

Q_SIGNALS:
    void addFolderRequested();
    /// The catalog is damaged, and the user wants a backup in its place.
    void backupsRequested();
    /// The user wants to see the fit of searches to labels.
    void fitRequested();
    /// The user wants a model that knows words.
    void modelsRequested();

private:
    void connectQuery();
    void connectResults();
    void focusWords();
    void updateBars();
    [[nodiscard]] bool isTyping() const;
    /// No part of the window outside the results holds the keyboard focus.
    [[nodiscard]] bool isFocusFree() const;

    LibrarySession& m_session;
    SearchController& m_search;
    QueryCommands& m_queryCommands;
    PhotoCommands& m_photoCommands;
    QueryBar* m_queryBar;
    FilterBar* m_filterBar;
    ResultsView* m_results;
    QList<QAction*> m_conceptCommands;
};

} // namespace lookalike
