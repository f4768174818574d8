// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/map_model.h"
#include "ui/state/map_controller.h"
#include "ui/views/page.h"
#include "ui/views/photo_view.h"
#include "ui/widgets/empty_state.h"

#include <QTimer>

class QLabel;
class QStackedWidget;

namespace lookalike {

class ActionRegistry;
class LibraryReadiness;
class MapView;
class PhotoCommands;
class PhotoPreview;
class SearchController;
enum class PreviewMove;

/// All photos of the library on a map, similar ones near each other. GUI thread.
class MapPage : public Page, public PhotoView {
    Q_OBJECT

public:
    /// All must outlive the page. What `search` found can be lit on the map. The actions have the
    /// zoom commands already.
    MapPage(LibrarySession& session, const LibraryReadiness& readiness, SearchController& search,
            PhotoCommands& photoCommands, ActionRegistry& actions, QWidget* parent);

    void addMenus(QMenu& menu) override;
    [[nodiscard]] PhotoView* photos() override { return this; }
    void save(QSettings& settings) const override;
    void restore(const QSettings& settings) override;

    [[nodiscard]] const SearchHit* currentPhoto() const override;
    [[nodiscard]] std::vector<SearchHit> selectedPhotos() const override;
    [[nodiscard]] bool isSelectionKnown() const override;
    void previewCurrent() override;

Q_SIGNALS:
    void addFolderRequested();
    /// The catalog is damaged, and the user wants a backup in its place.
    void backupsRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildLayout();
    void connectParts(ActionRegistry& actions);
    void refresh();
    void takeSelection();
    [[nodiscard]] QString summary() const;
    void light();
    void movePreview(PreviewMove move);
    [[nodiscard]] PhotoPreview& preview();
    [[nodiscard]] EmptyState::Content emptyContent();

    LibrarySession& m_session;
    const LibraryReadiness& m_readiness;
    SearchController& m_search;
    PhotoCommands& m_photoCommands;
    MapController m_controller;
    MapModel m_model;
    QAction *m_sort, *m_light;
    MapView* m_view;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QLabel* m_summary;
    PhotoPreview* m_preview = nullptr; ///< once it was asked for
    ContentId m_previewed;
    QTimer m_selectSoon; ///< a shape is still being drawn
};

} // namespace lookalike
