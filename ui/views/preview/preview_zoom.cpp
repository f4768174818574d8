// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/preview_zoom.h"

#include "ui/views/preview/preview_side.h"
#include "ui/widgets/shared_view.h"

#include <cmath>

namespace lookalike {

namespace {

constexpr double kPreviewZoomFactor = 1.5;
constexpr double kPanStep = 0.15;   ///< of what is seen
constexpr double kNearlyOne = 1.05; ///< a picture of which the window shows each pixel, almost

} // namespace

PreviewZoom::PreviewZoom(SharedView& view, PreviewSide& photo, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_photo(photo)
{}

bool PreviewZoom::press(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return pan({-1, 0});
    case Qt::Key_Right:
        return pan({1, 0});
    case Qt::Key_Up:
        return pan({0, -1});
    case Qt::Key_Down:
        return pan({0, 1});
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        zoomBy(1);
        return true;
    case Qt::Key_Minus:
        zoomBy(-1);
        return true;
    case Qt::Key_0:
        m_view.reset();
        return true;
    case Qt::Key_1:
        m_photo.zoomToFullSize(m_view.centre());
        return true;
    default:
        return false;
    }
}

void PreviewZoom::zoomBy(int step)
{
    m_view.zoomTo(m_view.zoom() * std::pow(kPreviewZoomFactor, step));
}

void PreviewZoom::toggleFullSize(const QPointF& at)
{
    if (m_view.zoom() > 1)
        m_view.reset();
    else if (const auto scale = m_photo.scale(); scale && *scale * kNearlyOne >= 1)
        m_view.zoomTo(2, at); // all pixels are seen already
    else
        m_photo.zoomToFullSize(at);
}

bool PreviewZoom::pan(const QPointF& direction)
{
    if (m_view.zoom() <= 1)
        return false;
    m_view.pan(direction * (kPanStep / m_view.zoom()));
    return true;
}

} // namespace lookalike
