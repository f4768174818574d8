// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/state/map_selection.h"
#include "ui/views/map/lasso.h"
#include "ui/widgets/panned_table.h"

#include <QTimer>
#include <optional>
#include <vector>

namespace lookalike {

class MapController;
class MapDelegate;
class MapModel;
class MapPeek;
class ThumbnailProvider;

/// The map as a table that is panned and zoomed. Far away a cell stands for many photos and shows
/// one of them. The wheel zooms, dragging pans, the arrow keys move. Dragging with Shift selects
/// what is drawn around, and with Ctrl and Shift adds it to the selection; a click and the arrow
/// keys with Shift select a rectangle. GUI thread.
class MapView : public PannedTable {
    Q_OBJECT

public:
    static constexpr double kLargestCell = 256; ///< pixels

    /// All must outlive the view.
    MapView(MapModel& model, MapController& controller, ThumbnailProvider& thumbnails,
            QWidget* parent = nullptr);

    /// The size in pixels of a single photo on the finest level, however far away it is seen.
    [[nodiscard]] double scale() const { return m_scale; }
    /// Keeps what is at `at`, in the viewport, where it is; the middle where that is not given.
    void setScale(double scale, std::optional<QPoint> at = {});
    void zoomBy(double steps, std::optional<QPoint> at = {});
    /// As far away as all photos can be seen at once.
    [[nodiscard]] double smallestScale() const;
    /// The controller has another map: shows the same place of it.
    void showMap();
    /// The photo with the focus; invalid where there is none.
    [[nodiscard]] ContentId currentContent() const;
    /// The user selected more than the current photo: several cells, or whatever a shape was drawn
    /// around. Then all photos that the cells stand for are selected.
    [[nodiscard]] bool hasSelection() const;
    [[nodiscard]] const MapSelection& selection() const { return m_selection; }

Q_SIGNALS:
    void currentContentChanged();
    void selectionEdited();
    void openRequested();

protected:
    void selectionChanged(const QItemSelection& selected,
                          const QItemSelection& deselected) override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex& index,
                                                         const QEvent* event) const override;
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    [[nodiscard]] static bool isZoomKey(const QKeyEvent& event);
    void moveByKey(QKeyEvent& event);
    /// Shows a larger picture of the cell's photo, beside the cell.
    void peekAt(const QModelIndex& index);
    /// Sets the level and the size of its cells for the scale.
    void applyScale();
    /// Shows on the level what is selected.
    void showSelection();
    void askForPhotos();

    MapModel& m_model;
    MapController& m_controller;
    ThumbnailProvider& m_thumbnails;
    MapDelegate* m_delegate;
    MapPeek* m_peek;
    QTimer m_askSoon;
    double m_scale = 0; ///< 0: all photos, as long as the user has not zoomed
    ContentId m_current;
    MapSelection m_selection;
    std::vector<ContentId> m_kept; ///< what was selected on the map before
    bool m_isFollowing = false;    ///< the table shows what is selected already
    bool m_isDrawn = false;        ///< the selection was drawn
    Lasso m_lasso;
};

} // namespace lookalike
