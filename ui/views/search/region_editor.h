// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"

#include <QFrame>
#include <QImage>
#include <optional>

class QPushButton;

namespace lookalike {

/// A large picture on which the user draws the rectangle to search for. Works with the mouse
/// (drag, handles) and the keyboard (arrows move it, Shift+arrows resize it, Delete clears).
class RegionCanvas : public QWidget {
    Q_OBJECT

public:
    explicit RegionCanvas(QWidget* parent = nullptr);

    void setImage(const QImage& image);
    void setRegion(const std::optional<Region>& region);
    [[nodiscard]] const std::optional<Region>& region() const { return m_region; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user finished a change.
    void regionEdited(const std::optional<lookalike::Region>& region);
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Sides that a drag moves; all of them moves the whole rectangle.
    struct Grip {
        bool left = false, top = false, right = false, bottom = false;
        [[nodiscard]] bool any() const { return left || top || right || bottom; }
    };
    [[nodiscard]] QRectF pictureRect() const;
    [[nodiscard]] QRectF toWidget(const Region& region) const;
    [[nodiscard]] Region fromWidget(const QRectF& rect) const;
    [[nodiscard]] Grip gripAt(const QPointF& point) const;
    void updateCursor(const QPointF& point);
    void finishEdit();

    QImage m_image;
    std::optional<Region> m_region;
    Grip m_grip;
    QPointF m_pressed;
    QRectF m_before; ///< the rectangle when the drag began
    bool m_dragging = false;
};

/// The canvas with its buttons, as a popup.
class RegionEditor : public QFrame {
    Q_OBJECT

public:
    explicit RegionEditor(QWidget* parent = nullptr);
    [[nodiscard]] RegionCanvas& canvas() { return *m_canvas; }

private:
    RegionCanvas* m_canvas;
    QPushButton* m_whole;
};

} // namespace lookalike
