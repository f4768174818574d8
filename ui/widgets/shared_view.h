// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace lookalike {

/// Which part of their picture all panes show: the same fractions, so that pictures of different
/// sizes stay in step. GUI thread.
class SharedView : public QObject {
    Q_OBJECT

public:
    static constexpr double kLargestZoom = 64;

    using QObject::QObject;

    /// 1: the whole picture fits its pane.
    [[nodiscard]] double zoom() const { return m_zoom; }
    /// The fraction of width and height that stands in the middle of the panes.
    [[nodiscard]] QPointF centre() const { return m_centre; }
    void reset() { set(1, QPointF(0.5, 0.5)); }
    /// Keeps the point `anchor`, in fractions, where it is.
    void zoomTo(double zoom, const QPointF& anchor);
    void zoomTo(double zoom) { zoomTo(zoom, m_centre); }
    /// By fractions of the picture.
    void pan(const QPointF& by) { set(m_zoom, m_centre + by); }

    /// Where a picture that has the size `fitted` at zoom 1 is painted in a pane of this size.
    [[nodiscard]] QRectF target(const QSizeF& fitted, const QSizeF& pane) const;

Q_SIGNALS:
    void changed();

private:
    void set(double zoom, QPointF centre);

    double m_zoom = 1;
    QPointF m_centre{0.5, 0.5};
};

} // namespace lookalike
