// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/library_model.h"
#include "ui/views/library/library_place.h"
#include "ui/views/photo_view.h"
#include "ui/widgets/empty_state.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QStackedWidget;

namespace lookalike {

class ActionRegistry;
class LibraryCommands;
class LibraryController;
class LibraryGrid;
class LibraryReadiness;
class LibrarySession;
class PhotoCommands;
class PhotoPreview;
class Scrubber;
enum class PreviewMove;

/// All photos as a grid with its scrubber, or a sentence that says why there are none. GUI thread.
class LibraryView : public QWidget, public PhotoView {
    Q_OBJECT

public:
    /// All must outlive the view. The preview covers the window of `parent`.
    LibraryView(LibrarySession& session, const LibraryReadiness& readiness,
                LibraryController& controller, PhotoCommands& photoCommands,
                ActionRegistry& actions, QWidget* parent);

    [[nodiscard]] LibraryGrid& grid() const { return *m_grid; }
    [[nodiscard]] LibraryCommands& commands() const { return *m_commands; }
    [[nodiscard]] bool showsGrid() const;
    /// "12,345 photos", or how many of them are selected.
    [[nodiscard]] QString summary() const;

    [[nodiscard]] const SearchHit* currentPhoto() const override;
    [[nodiscard]] std::vector<SearchHit> selectedPhotos() const override;
    [[nodiscard]] std::vector<SearchHit> wholeSelection() const override;
    void previewCurrent() override;

Q_SIGNALS:
    void currentPhotoChanged();
    void summaryChanged();
    /// The grid has taken the place of the sentence, or the other way round, and the keyboard focus
    /// has not followed; or the sentence is another one.
    void swapped();
    void addFolderRequested();
    /// The catalog is damaged, and the user wants a backup in its place.
    void backupsRequested();

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void buildLayout();
    void connectModel();
    void connectGrid();
    void refresh();
    void updateCurrent();
    void setUnfolded(int row, bool unfolded);
    void movePreview(PreviewMove move);
    [[nodiscard]] PhotoPreview& preview();
    [[nodiscard]] EmptyState::Content emptyContent();

    LibrarySession& m_session;
    const LibraryReadiness& m_readiness;
    LibraryController& m_controller;
    PhotoCommands& m_photoCommands;
    LibraryModel m_model;
    LibraryPlace m_place;
    QTimer m_columnsSoon;
    PhotoListRequest m_shown; ///< what the model's list answers
    LibraryGrid* m_grid;
    Scrubber* m_scrubber;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    LibraryCommands* m_commands;
    PhotoPreview* m_preview = nullptr; ///< once it was asked for
    std::optional<SearchHit> m_current;
};

} // namespace lookalike
