// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/quick_preview.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kScreenMargin = 32;
constexpr int kCaptionGap = 12;
const QColor kCaptionColor(0xE8, 0xE8, 0xE8); ///< on the scrim, which is dark in both themes

} // namespace

QuickPreview::QuickPreview(LibrarySession& session, QWidget* parent)
    : QWidget(parent)
    , m_loader(session.background())
{
    setFocusPolicy(Qt::StrongFocus);
    parent->installEventFilter(this);
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const PictureSource& source, const QImage& image) {
                if (source != PictureSource(m_hit.path))
                    return;
                m_image = image;
                update();
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const PictureSource&, const QString& reason) {
                m_problem = reason;
                update();
            });
    hide();
}

void QuickPreview::show(const SearchHit& hit, const QString& caption, const QImage& thumbnail)
{
    m_hit = hit;
    m_caption = caption;
    m_image = thumbnail;
    m_problem.clear();
    setAccessibleName(tr("Preview of %1").arg(caption));
    setGeometry(parentWidget()->rect());
    raise();
    QWidget::show();
    setFocus();
    loadPicture();
    update();
}

void QuickPreview::loadPicture()
{
    const int longSide =
        static_cast<int>(std::lround(std::max(width(), height()) * devicePixelRatioF()));
    m_loader.load(m_hit.path, longSide);
}

void QuickPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(rect(), Theme::colors().scrim);
    painter.setFont(tabularFigures(font()));
    const int lineHeight = painter.fontMetrics().height();
    const QRect caption(kScreenMargin, height() - kScreenMargin - lineHeight,
                        width() - 2 * kScreenMargin, lineHeight);
    painter.setPen(kCaptionColor);
    painter.drawText(caption, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(m_caption, Qt::ElideMiddle, caption.width()));

    const QRect area(kScreenMargin, kScreenMargin, width() - 2 * kScreenMargin,
                     caption.top() - kCaptionGap - kScreenMargin);
    if (!m_problem.isEmpty()) {
        painter.drawText(area, Qt::AlignCenter, m_problem);
        return;
    }
    // Fitted, and never larger than the original's own pixels.
    const QSize original = m_hit.width > 0 ? QSize(m_hit.width, m_hit.height) : m_image.size();
    QSize size = original.scaled(area.size(), Qt::KeepAspectRatio);
    const QSize native = original / devicePixelRatioF();
    if (size.width() > native.width())
        size = native;
    QRect target(QPoint(), size);
    target.moveCenter(area.center());
    if (m_image.isNull())
        painter.fillRect(target, Colors::dark().mat);
    else
        painter.drawImage(target, m_image.scaled(size * devicePixelRatioF(), Qt::IgnoreAspectRatio,
                                                 Qt::SmoothTransformation));
}

void QuickPreview::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Space:
        hide();
        break;
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_PageUp:
        Q_EMIT moveRequested(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_PageDown:
        Q_EMIT moveRequested(1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        hide();
        Q_EMIT similarRequested();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void QuickPreview::mousePressEvent(QMouseEvent*)
{
    hide();
}

bool QuickPreview::focusNextPrevChild(bool)
{
    return true; // what the preview covers cannot be reached
}

void QuickPreview::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_loader.cancel();
    Q_EMIT closed();
}

bool QuickPreview::eventFilter(QObject* object, QEvent* event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(object, event);
}

} // namespace lookalike
