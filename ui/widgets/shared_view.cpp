// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shared_view.h"

#include <algorithm>

namespace lookalike {

void SharedView::zoomTo(double zoom, const QPointF& anchor)
{
    zoom = std::clamp(zoom, 1.0, kLargestZoom);
    set(zoom, anchor + (m_centre - anchor) * (m_zoom / zoom));
}

void SharedView::set(double zoom, QPointF centre)
{
    // Never past the edges.
    const double margin = 0.5 / zoom;
    centre.setX(std::clamp(centre.x(), margin, 1 - margin));
    centre.setY(std::clamp(centre.y(), margin, 1 - margin));
    if (zoom == m_zoom && centre == m_centre)
        return;
    m_zoom = zoom;
    m_centre = centre;
    Q_EMIT changed();
}

QRectF SharedView::target(const QSizeF& fitted, const QSizeF& pane) const
{
    const QSizeF size = fitted * m_zoom;
    // A side that has room stands in the middle, and a longer one leaves no gap at the edge.
    const auto begin = [](double centre, double length, double room) {
        return length <= room ? (room - length) / 2
                              : std::clamp(room / 2 - centre * length, room - length, 0.0);
    };
    return {QPointF(begin(m_centre.x(), size.width(), pane.width()),
                    begin(m_centre.y(), size.height(), pane.height())),
            size};
}

} // namespace lookalike
