// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/shared_view.h"

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

QRectF SharedView::target(const QSizeF& picture, const QSizeF& pane) const
{
    const QSizeF size = picture.scaled(pane, Qt::KeepAspectRatio) * m_zoom;
    QPointF corner(pane.width() / 2 - m_centre.x() * size.width(),
                   pane.height() / 2 - m_centre.y() * size.height());
    // A side that has room stands in the middle.
    if (size.width() <= pane.width())
        corner.setX((pane.width() - size.width()) / 2);
    if (size.height() <= pane.height())
        corner.setY((pane.height() - size.height()) / 2);
    return {corner, size};
}

} // namespace lookalike
