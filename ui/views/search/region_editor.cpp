// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/region_editor.h"

#include "ui/widgets/accessible_role.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kLongSide = 480;
constexpr int kFrameMargin = 8; ///< so that handles at the edge stay whole
constexpr double kHandleSize = 9;
constexpr double kSideReach = 10;  ///< how near to a side a press takes hold of it
constexpr double kSmallest = 0.02; ///< of a side; less is a click and means "everything"
constexpr double kKeyStep = 0.02;  ///< of a side, for the arrow keys

} // namespace

RegionCanvas::RegionCanvas(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(*this, QAccessible::Graphic);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Region of the picture"));
    setAccessibleDescription(tr("Drag a rectangle to search for what is inside it. Arrow keys move "
                                "it, with Shift they resize it, Delete removes it. Escape closes "
                                "the picture."));
}

QSize RegionCanvas::sizeHint() const
{
    const QSize picture = m_image.isNull() ? QSize(kLongSide, kLongSide * 2 / 3) : m_image.size();
    return picture.scaled(kLongSide, kLongSide, Qt::KeepAspectRatio) +
           QSize(2 * kFrameMargin, 2 * kFrameMargin);
}

void RegionCanvas::setImage(const QImage& image)
{
    m_image = image;
    updateGeometry();
    update();
}

void RegionCanvas::setRegion(const std::optional<Region>& region)
{
    m_region = region;
    update();
}

QRectF RegionCanvas::pictureRect() const
{
    const QSizeF area(width() - 2 * kFrameMargin, height() - 2 * kFrameMargin);
    const QSizeF picture = m_image.isNull() ? area : QSizeF(m_image.size());
    QRectF rect(QPointF(), picture.scaled(area, Qt::KeepAspectRatio));
    rect.moveCenter(QRectF(QWidget::rect()).center());
    return rect;
}

QRectF RegionCanvas::toWidget(const Region& region) const
{
    const QRectF picture = pictureRect();
    return {picture.x() + region.x * picture.width(), picture.y() + region.y * picture.height(),
            region.width * picture.width(), region.height * picture.height()};
}

Region RegionCanvas::fromWidget(const QRectF& rect) const
{
    const QRectF picture = pictureRect();
    const QRectF inside = rect.normalized() & picture;
    return {(inside.x() - picture.x()) / picture.width(),
            (inside.y() - picture.y()) / picture.height(), inside.width() / picture.width(),
            inside.height() / picture.height()};
}

RegionCanvas::Grip RegionCanvas::gripAt(const QPointF& point) const
{
    if (!m_region)
        return {};
    const QRectF rect = toWidget(*m_region);
    if (!rect.adjusted(-kSideReach, -kSideReach, kSideReach, kSideReach).contains(point))
        return {};
    Grip grip{std::abs(point.x() - rect.left()) < kSideReach,
              std::abs(point.y() - rect.top()) < kSideReach,
              std::abs(point.x() - rect.right()) < kSideReach,
              std::abs(point.y() - rect.bottom()) < kSideReach};
    if (!grip.any())
        grip = {true, true, true, true};
    return grip;
}

void RegionCanvas::updateCursor(const QPointF& point)
{
    const Grip grip = gripAt(point);
    if (grip.left && grip.right)
        setCursor(Qt::SizeAllCursor);
    else if ((grip.left && grip.top) || (grip.right && grip.bottom))
        setCursor(Qt::SizeFDiagCursor);
    else if ((grip.right && grip.top) || (grip.left && grip.bottom))
        setCursor(Qt::SizeBDiagCursor);
    else if (grip.left || grip.right)
        setCursor(Qt::SizeHorCursor);
    else if (grip.top || grip.bottom)
        setCursor(Qt::SizeVerCursor);
    else
        setCursor(Qt::CrossCursor);
}

void RegionCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragging = true;
    m_pressed = event->position();
    m_grip = gripAt(m_pressed);
    m_before = m_grip.any() ? toWidget(*m_region) : QRectF(m_pressed, QSizeF());
}

void RegionCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging) {
        updateCursor(event->position());
        return;
    }
    const QPointF moved = event->position() - m_pressed;
    QRectF rect = m_before;
    if (!m_grip.any()) {
        rect.setBottomRight(event->position());
    } else if (m_grip.left && m_grip.right) {
        const QRectF picture = pictureRect();
        rect.moveLeft(std::clamp(m_before.left() + moved.x(), picture.left(),
                                 picture.right() - rect.width()));
        rect.moveTop(std::clamp(m_before.top() + moved.y(), picture.top(),
                                picture.bottom() - rect.height()));
    } else {
        rect.adjust(m_grip.left ? moved.x() : 0, m_grip.top ? moved.y() : 0,
                    m_grip.right ? moved.x() : 0, m_grip.bottom ? moved.y() : 0);
    }
    m_region = fromWidget(rect);
    update();
}

void RegionCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    finishEdit();
}

void RegionCanvas::finishEdit()
{
    if (m_region && (m_region->width < kSmallest || m_region->height < kSmallest))
        m_region.reset();
    update();
    Q_EMIT regionEdited(m_region);
}

void RegionCanvas::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        m_dragging = false;
        Q_EMIT closeRequested();
        return;
    }
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        m_region.reset();
        finishEdit();
        return;
    }
    const double x = event->key() == Qt::Key_Left    ? -kKeyStep
                     : event->key() == Qt::Key_Right ? kKeyStep
                                                     : 0;
    const double y = event->key() == Qt::Key_Up     ? -kKeyStep
                     : event->key() == Qt::Key_Down ? kKeyStep
                                                    : 0;
    if (x == 0 && y == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    Region region = m_region.value_or(Region{0.25, 0.25, 0.5, 0.5});
    if (m_region && event->modifiers().testFlag(Qt::ShiftModifier)) {
        region.width = std::clamp(region.width + x, kKeyStep, 1 - region.x);
        region.height = std::clamp(region.height + y, kKeyStep, 1 - region.y);
    } else if (m_region) {
        region.x = std::clamp(region.x + x, 0.0, 1 - region.width);
        region.y = std::clamp(region.y + y, 0.0, 1 - region.height);
    }
    m_region = region;
    finishEdit();
}

void RegionCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF picture = pictureRect();
    if (m_image.isNull())
        painter.fillRect(picture, Theme::colors().mat);
    else
        painter.drawImage(picture, m_image);
    if (!m_region)
        return;

    const QRectF rect = toWidget(*m_region);
    QPainterPath outside;
    outside.addRect(picture);
    QPainterPath inside;
    inside.addRect(rect);
    painter.fillPath(outside - inside, QColor(0, 0, 0, 140));
    // White over black can be seen on every photo.
    painter.setPen(QPen(Qt::black, 3));
    painter.drawRect(rect);
    painter.setPen(QPen(Qt::white, 1.5));
    painter.drawRect(rect);
    painter.setPen(QPen(Qt::black, 1));
    painter.setBrush(Qt::white);
    for (const double x : {rect.left(), rect.center().x(), rect.right()})
        for (const double y : {rect.top(), rect.center().y(), rect.bottom()})
            if (QPointF(x, y) != rect.center())
                painter.drawRect(
                    QRectF(x - kHandleSize / 2, y - kHandleSize / 2, kHandleSize, kHandleSize));
}

RegionEditor::RegionEditor(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_canvas(new RegionCanvas(this))
    , m_whole(new QPushButton(tr("Whole picture"), this))
{
    setObjectName(QStringLiteral("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* close = new QPushButton(tr("Close"), this);
    auto* bottom = new QHBoxLayout;
    auto* hint = secondaryLabel(tr("Drag a box around what to search for"), this);
    bottom->addWidget(hint, 1);
    bottom->addWidget(m_whole);
    bottom->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kMargin, metrics::kMargin,
                               metrics::kMargin);
    layout->addWidget(m_canvas);
    layout->addLayout(bottom);
    connect(m_whole, &QPushButton::clicked, this, [this] {
        m_canvas->setRegion(std::nullopt);
        Q_EMIT m_canvas->regionEdited(std::nullopt);
    });
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(m_canvas, &RegionCanvas::closeRequested, this, &QWidget::close);
    setFocusProxy(m_canvas);
}

} // namespace lookalike
