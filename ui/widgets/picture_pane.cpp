// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_pane.h"

#include "ui/widgets/accessible_role.h"
#include "ui/widgets/shared_view.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <cmath>

namespace lookalike {

namespace {

constexpr double kFadedOpacity = 0.35;
constexpr double kWheelStep = 1.25;
constexpr double kAnglePerStep = 120; ///< of a mouse wheel, in eighths of a degree
constexpr double kDividerReach = 8;   ///< how near to the divider a press takes it

/// On whole pixels of the screen, so that a picture pixel by pixel is not blurred.
QRectF onPixels(const QRectF& rect, double ratio)
{
    const auto round = [ratio](double value) { return std::round(value * ratio) / ratio; };
    return {round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height())};
}

} // namespace

PicturePane::PicturePane(SharedView& view, QWidget* parent)
    : QWidget(parent)
    , m_view(view)
{
    setMinimumSize(80, 80);
    setAccessibleRole(*this, QAccessible::Graphic);
    setMouseTracking(true);
    connect(&m_view, &SharedView::changed, this, qOverload<>(&QWidget::update));
}

void PicturePane::setPicture(const QImage& image, const QSize& shape)
{
    m_image = image;
    m_fitted = {};
    m_shape = shape.isEmpty() ? image.size() : shape;
    m_message.clear();
    update();
}

void PicturePane::refine(const QImage& image)
{
    // What was scaled with care for zoom 1 stays, unless it was scaled up.
    if (m_image.width() < m_fitted.width())
        m_fitted = {};
    m_image = image;
    m_message.clear();
    update();
}

void PicturePane::setMessage(const QString& text)
{
    m_message = text;
    update();
}

void PicturePane::setOnScrim()
{
    m_onScrim = true;
    update();
}

void PicturePane::setBounded(bool bounded)
{
    m_bounded = bounded;
    update();
}

QSizeF PicturePane::fitted() const
{
    const QSizeF filling = QSizeF(m_shape).scaled(QSizeF(size()), Qt::KeepAspectRatio);
    const QSizeF native = QSizeF(m_shape) / devicePixelRatioF();
    return m_bounded && native.width() < filling.width() ? native : filling;
}

QRectF PicturePane::target() const
{
    return m_view.target(fitted(), size());
}

double PicturePane::fullSizeZoom(const QSizeF& picture) const
{
    const double fitted = picture.scaled(QSizeF(size()), Qt::KeepAspectRatio).width();
    return fitted > 0 ? picture.width() / (fitted * devicePixelRatioF()) : 1;
}

void PicturePane::setSecond(const QImage& image)
{
    m_second = image;
    update();
}

void PicturePane::setDivider(double share)
{
    m_divider = std::clamp(share, 0.0, 1.0);
    update();
}

void PicturePane::setFaded(bool faded)
{
    m_faded = faded;
    update();
}

void PicturePane::paintPicture(QPainter& painter, const QRectF& target)
{
    const double ratio = devicePixelRatioF();
    if (m_view.zoom() > 1 || !m_second.isNull()) {
        painter.drawImage(target, m_image);
        return;
    }
    const QSize size = (target.size() * ratio).toSize().expandedTo(QSize(1, 1));
    if (m_fitted.size() != size)
        m_fitted = QPixmap::fromImage(
            m_image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    painter.drawPixmap(target, m_fitted, QRectF(QPointF(), QSizeF(m_fitted.size())));
}

void PicturePane::paintEvent(QPaintEvent*)
{
    const Colors& colors = Theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(rect(), m_onScrim ? colors.scrim : colors.mat);
    const QRectF target = onPixels(this->target(), devicePixelRatioF());
    painter.setOpacity(m_faded ? kFadedOpacity : 1.0);
    if (!m_image.isNull())
        paintPicture(painter, target);
    else if (!m_shape.isEmpty())
        painter.fillRect(target, colors.hover);
    if (!m_second.isNull()) {
        const double at = std::round(width() * m_divider);
        painter.setClipRect(QRectF(at, 0, width() - at, height()));
        painter.drawImage(target, m_second);
        painter.setClipping(false);
        painter.fillRect(QRectF(at - 2, 0, 4, height()), colors.window);
        painter.fillRect(QRectF(at - 1, 0, 2, height()), colors.accent);
    }
    painter.setOpacity(1);
    if (!m_message.isEmpty()) {
        const QRect area = rect().adjusted(metrics::kMargin, 0, -metrics::kMargin, 0);
        const int flags = Qt::AlignCenter | Qt::TextWordWrap;
        QRect plate = painter.fontMetrics().boundingRect(area, flags, m_message);
        plate.adjust(-8, -4, 8, 4);
        painter.fillRect(plate, colors.base);
        painter.setPen(colors.text);
        painter.drawText(area, flags, m_message);
    }
}

QPointF PicturePane::fractionAt(const QPointF& position) const
{
    const QRectF target = this->target();
    if (target.isEmpty())
        return {0.5, 0.5};
    return {(position.x() - target.x()) / target.width(),
            (position.y() - target.y()) / target.height()};
}

bool PicturePane::isOnDivider(const QPointF& position) const
{
    return !m_second.isNull() && std::abs(position.x() - width() * m_divider) <= kDividerReach;
}

void PicturePane::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / kAnglePerStep;
    if (steps == 0)
        return;
    m_view.zoomTo(m_view.zoom() * std::pow(kWheelStep, steps), fractionAt(event->position()));
    event->accept();
}

void PicturePane::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_grabbed = event->position();
    m_moved = false;
    m_onDivider = isOnDivider(event->position());
}

void PicturePane::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_grabbed) {
        setCursor(isOnDivider(event->position()) ? Qt::SplitHCursor
                  : m_view.zoom() > 1            ? Qt::OpenHandCursor
                                                 : Qt::ArrowCursor);
        return;
    }
    const QPointF step = event->position() - *m_grabbed;
    if (!m_moved && step.manhattanLength() < 4)
        return;
    m_moved = true;
    m_grabbed = event->position();
    if (m_onDivider) {
        setDivider(event->position().x() / std::max(1, width()));
        return;
    }
    const QRectF target = this->target();
    if (!target.isEmpty())
        m_view.pan(QPointF(-step.x() / target.width(), -step.y() / target.height()));
}

void PicturePane::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event);
    if (event->button() == Qt::LeftButton)
        Q_EMIT doubleClicked(fractionAt(event->position()));
}

void PicturePane::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_grabbed && !m_moved && event->button() == Qt::LeftButton)
        Q_EMIT clicked();
    m_grabbed.reset();
}

} // namespace lookalike
