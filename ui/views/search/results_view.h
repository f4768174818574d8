// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/photo_view.h"
#include "ui/widgets/empty_state.h"

#include <QWidget>
#include <optional>

class QAction;
class QStackedWidget;

namespace lookalike {

class ActionRegistry;
class GridBar;
class LibraryReadiness;
class LibrarySession;
class MarkCommands;
class NoticeBar;
class PhotoCommands;
class QueryHistory;
class ResultCommands;
class ResultsGrid;
class ResultsPreview;
class SearchController;

/// What answers the query: the results as a grid, or a sentence that says why there are none. GUI
/// thread.
class ResultsView : public QWidget, public PhotoView {
    Q_OBJECT

public:
    /// All must outlive the view. The quick preview covers the window of `parent`.
    ResultsView(LibrarySession& session, const LibraryReadiness& readiness,
                SearchController& search, PhotoCommands& photoCommands, ActionRegistry& actions,
                NoticeBar& notice, QWidget* parent);

    [[nodiscard]] GridBar& bar() const { return *m_bar; }
    [[nodiscard]] ResultCommands& commands() const { return *m_commands; }
    [[nodiscard]] MarkCommands& marks() const { return *m_marks; }

    [[nodiscard]] const SearchHit* currentPhoto() const override;
    [[nodiscard]] std::vector<SearchHit> selectedPhotos() const override;
    void previewCurrent() override;
    void closePreview();

Q_SIGNALS:
    void currentPhotoChanged();
    /// The grid has taken the place of the sentence, or the other way round; the keyboard focus
    /// has not followed.
    void swapped();
    /// The sentence that stands in place of the grid is another one, with another button.
    void explained();
    void addFolderRequested();
    void choosePictureRequested();
    /// The catalog is damaged, and the user wants a backup in its place.
    void backupsRequested();
    /// The user wants to see the fit of searches to labels.
    void fitRequested();
    /// The model that searches does not know words, and the user wants another one.
    void modelsRequested();

protected:
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void connectModels();
    void connectViews();
    void rememberPlace();
    void returnToPlace();
    void refresh();
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool showsGrid() const;
    [[nodiscard]] EmptyState::Content emptyContent();
    [[nodiscard]] EmptyState::Content errorContent(const Error& error);
    [[nodiscard]] EmptyState::Content noResultsContent();
    [[nodiscard]] EmptyState::Content onlyQueryContent();

    LibrarySession& m_session;
    const LibraryReadiness& m_readiness;
    SearchController& m_search;
    QueryHistory& m_history;
    PhotoCommands& m_photoCommands;
    /// Where the user was before the same query was answered again.
    struct Place {
        std::optional<SearchHit> photo;
        int row = 0; ///< of it
        int scroll = 0;
    };
    Place m_place;
    ResultsGrid* m_grid;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    GridBar* m_bar;
    ResultCommands* m_commands;
    MarkCommands* m_marks;
    ResultsPreview* m_preview;
};

} // namespace lookalike
