// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/photo_preview.h"

#include "ui/views/preview/preview_bar.h"
#include "ui/views/preview/preview_side.h"
#include "ui/views/preview/preview_stage.h"
#include "ui/views/preview/preview_zoom.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/picture_pane.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <utility>

namespace lookalike {

namespace {

constexpr int kBetweenSides = 2;
const QPointF kMiddle(0.5, 0.5);

} // namespace

PhotoPreview::PhotoPreview(Background& background, QWidget* parent)
    : QWidget(parent)
    , m_first(new PreviewSide(background, m_view, this))
    , m_second(new PreviewSide(background, m_view, this))
    , m_zoom(new PreviewZoom(m_view, *m_first, this))
    , m_close(new QToolButton(this))
    , m_bar(new PreviewBar(this))
    , m_stage(new PreviewStage(*this, *m_bar))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(*this, QAccessible::Dialog);
    m_close->setObjectName(QStringLiteral("previewClose"));
    m_close->setIcon(lineIcon(QStringLiteral("close"), IconTint::OnScrim));
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setAccessibleName(tr("Close the preview"));
    m_close->setToolTip(tr("Close the preview (%1)", "command, its keys")
                            .arg(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
    m_second->hide();
    connectParts();
    hide();
}

void PhotoPreview::connectParts()
{
    parentWidget()->installEventFilter(this);
    for (QToolButton* button : findChildren<QToolButton*>())
        button->installEventFilter(this);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_bar, &PreviewBar::moveRequested, this, &PhotoPreview::moveRequested);
    connect(m_bar, &PreviewBar::zoomRequested, m_zoom, &PreviewZoom::zoomBy);
    connect(m_bar, &PreviewBar::fullSizeToggled, this, [this] { m_zoom->toggleFullSize(kMiddle); });
    connect(m_bar, &PreviewBar::compareToggled, this, [this] { setComparing(!m_comparing); });
    connect(m_bar, &PreviewBar::similarRequested, this, &PhotoPreview::closeForSimilar);
    connect(m_stage, &PreviewStage::nextRequested, this, &PhotoPreview::showNextOfShow);
    connect(m_stage, &PreviewStage::partsShown, this, &PhotoPreview::showParts);
    connect(m_stage, &PreviewStage::barChanged, this, &PhotoPreview::arrange);
    const auto showScale = [this] { m_bar->setScale(m_first->scale()); };
    connect(&m_view, &SharedView::changed, this, showScale);
    for (PreviewSide* side : {m_first, m_second}) {
        connect(side, &PreviewSide::changed, this, showScale);
        connect(side, &PreviewSide::changed, this, &PhotoPreview::describe);
        connect(&side->pane(), &PicturePane::doubleClicked, m_zoom, &PreviewZoom::toggleFullSize);
    }
}

void PhotoPreview::offerSimilar()
{
    m_offersSimilar = true;
    m_bar->offerSimilar();
}

void PhotoPreview::show(const PreviewPhoto& photo, const PreviewPlace& place,
                        const std::optional<Companion>& companion)
{
    m_photo = photo;
    m_place = place;
    m_companion = companion;
    m_view.reset();
    setGeometry(parentWidget()->rect());
    raise();
    QWidget::show();
    m_bar->setPlace(place);
    const bool isPair = m_companion && m_companion->command.isEmpty();
    m_stage->photoShown(place.count > 1 && !isPair);
    showCompanion();
    m_first->setPhoto(photo);
    m_bar->setScale(m_first->scale());
    setAccessibleName(tr("Preview of %1").arg(photo.name));
    describe();
    if (!isAncestorOf(window()->focusWidget())) // one of the buttons may have it
        setFocus();
}

void PhotoPreview::showCompanion()
{
    const bool both = hasBoth();
    const bool isOffered = m_companion && !m_companion->command.isEmpty();
    m_bar->setCompare(isOffered ? m_companion->command : QString(), both);
    m_first->setAlone(!both);
    m_second->setAlone(false);
    m_second->setVisible(both);
    arrange();
    if (both)
        m_second->setPhoto(m_companion->photo);
    else
        m_second->stop();
}

bool PhotoPreview::hasBoth() const
{
    return m_companion && (m_comparing || m_companion->command.isEmpty());
}

void PhotoPreview::describe()
{
    QStringList sentences{m_photo.caption, tr("%1 of %2").arg(m_place.number).arg(m_place.count)};
    if (hasBoth())
        sentences += tr("Beside it: %1").arg(m_companion->photo.caption);
    for (const PreviewSide* side : {m_first, m_second})
        if (!side->isHidden() && !side->problem().isEmpty())
            sentences += side->problem();
    setAccessibleDescription(sentences.join(QStringLiteral(". ")));
}

void PhotoPreview::arrange()
{
    QRect first = rect();
    QRect second;
    if (hasBoth() && width() >= height()) {
        first.setWidth((width() - kBetweenSides) / 2);
        second = rect().adjusted(first.width() + kBetweenSides, 0, 0, 0);
    } else if (hasBoth()) {
        first.setHeight((height() - kBetweenSides) / 2);
        second = rect().adjusted(0, first.height() + kBetweenSides, 0, 0);
    }
    m_first->setGeometry(first);
    m_second->setGeometry(second);
    const QSize close(m_close->sizeHint().width(), m_first->captionHeight());
    m_close->setGeometry(QRect(QPoint(width() - close.width() - metrics::kHalfGap, 0), close));
    const int room = close.width() + 2 * metrics::kGap;
    const bool isFirstInCorner = first.right() == rect().right();
    m_first->setRoomBesideCaption(isFirstInCorner ? room : 0);
    m_second->setRoomBesideCaption(second.top() == 0 ? room : 0);
    const QSize bar = m_bar->sizeHint().boundedTo(size());
    m_bar->setGeometry(QRect(
        QPoint((width() - bar.width()) / 2, height() - bar.height() - metrics::kMargin), bar));
}

void PhotoPreview::setComparing(bool on)
{
    if (!m_companion || m_companion->command.isEmpty() || m_comparing == on)
        return;
    m_comparing = on;
    m_view.reset();
    showCompanion();
    m_bar->setScale(m_first->scale());
    describe();
}

void PhotoPreview::showParts(bool visible)
{
    // Who is on a button by the keyboard stays there.
    const QWidget* focus = window()->focusWidget();
    const bool isNeeded = focus != nullptr && focus != this && isAncestorOf(focus);
    for (QWidget* part : {static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_close)})
        part->setVisible(visible || isNeeded);
    for (PreviewSide* side : {m_first, m_second})
        side->setCaptionVisible(visible || isNeeded);
}

void PhotoPreview::showNextOfShow()
{
    Q_EMIT moveRequested(m_place.number < m_place.count ? PreviewMove::Next : PreviewMove::First);
}

void PhotoPreview::closeForSimilar()
{
    if (!m_offersSimilar)
        return;
    hide();
    Q_EMIT similarRequested();
}

void PhotoPreview::keyPressEvent(QKeyEvent* event)
{
    const bool isCommand =
        (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0;
    if (isCommand || m_zoom->press(event->key()) || m_stage->press(event->key())) {
        event->setAccepted(!isCommand);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Space:
        hide();
        break;
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_PageUp:
        Q_EMIT moveRequested(PreviewMove::Previous);
        break;
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_PageDown:
        Q_EMIT moveRequested(PreviewMove::Next);
        break;
    case Qt::Key_Home:
        Q_EMIT moveRequested(PreviewMove::First);
        break;
    case Qt::Key_End:
        Q_EMIT moveRequested(PreviewMove::Last);
        break;
    case Qt::Key_C:
        if (event->isAutoRepeat())
            m_holdsCompare = true;
        else
            setComparing(!m_comparing);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        closeForSimilar();
        break; // and never for a dialog below
    default:
        QWidget::keyPressEvent(event);
    }
}

void PhotoPreview::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_C || event->isAutoRepeat()) {
        QWidget::keyReleaseEvent(event);
        return;
    }
    if (std::exchange(m_holdsCompare, false))
        setComparing(!m_comparing);
}

bool PhotoPreview::focusNextPrevChild(bool next)
{
    // What the preview covers cannot be reached.
    const std::vector<QWidget*> order = inReadingOrder(*this);
    if (hasFocus() && !order.empty())
        (next ? order.front() : order.back())
            ->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    else
        moveFocus(*this, next);
    return true;
}

bool PhotoPreview::eventFilter(QObject* object, QEvent* event)
{
    if (object == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            setGeometry(parentWidget()->rect());
        if (event->type() == QEvent::WindowStateChange && isVisible())
            m_stage->windowChanged();
        return QWidget::eventFilter(object, event);
    }
    // On a button, Space presses it and Tab leaves it; all other keys act on the photo.
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    auto* press = static_cast<QKeyEvent*>(event);
    for (const int own : {Qt::Key_Space, Qt::Key_Tab, Qt::Key_Backtab})
        if (press->key() == own)
            return QWidget::eventFilter(object, event);
    keyPressEvent(press);
    return press->isAccepted();
}

void PhotoPreview::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::colors().scrim);
}

void PhotoPreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void PhotoPreview::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous())
        return; // with the whole window
    m_first->clear();
    m_second->clear();
    m_comparing = false;
    m_stage->close();
    Q_EMIT closed();
}

} // namespace lookalike
