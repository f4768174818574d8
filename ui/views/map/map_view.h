// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QTableView>
#include <QTimer>
#include <optional>

namespace lookalike {

class MapController;
class MapDelegate;
class MapModel;
class MapPeek;
class ThumbnailProvider;

/// The map as a table without headers that is panned and zoomed. Far away a cell stands for many
/// photos and shows one of them. The wheel zooms, dragging pans, dragging with Shift selects, the
/// arrow keys move. GUI thread.
class MapView : public QTableView {
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

Q_SIGNALS:
    void currentContentChanged();
    void openRequested();

protected:
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
    /// Sets the level and the size of its cells for the scale.
    void applyScale();
    void askForPhotos();
    [[nodiscard]] QPointF fractionAt(const QPoint& position) const;
    void moveFractionTo(const QPointF& fraction, const QPoint& position);

    MapModel& m_model;
    MapController& m_controller;
    ThumbnailProvider& m_thumbnails;
    MapDelegate* m_delegate;
    MapPeek* m_peek;
    QTimer m_askSoon;
    double m_scale = 0; ///< 0: all photos, as long as the user has not zoomed
    ContentId m_current;
    std::optional<QPoint> m_grabbed;
    bool m_isPanning = false;
};

} // namespace lookalike
