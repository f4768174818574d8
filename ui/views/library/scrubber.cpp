// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/scrubber.h"

#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

constexpr int kScrubberWidth = 52;
constexpr int kScrubberHandle = 6;  ///< width
constexpr int kScrubberLength = 28; ///< of the handle
constexpr int kScrubberText = 16;   ///< where the marks begin
constexpr int kScrubberInset = 10;  ///< above the first and below the last position

} // namespace

Scrubber::Scrubber(QScrollBar& bar, std::function<QString(int)> placeText, QWidget* parent)
    : QAbstractSlider(parent)
    , m_bar(bar)
    , m_placeText(std::move(placeText))
    , m_bubble(plainLabel({}, parent))
{
    setOrientation(Qt::Vertical);
    setInvertedAppearance(true); // the beginning is at the top
    setInvertedControls(true);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setAccessibleName(tr("Place in the library"));
    m_bubble->setObjectName(QStringLiteral("scrubberBubble"));
    m_bubble->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_bubble->hide();
    connect(&m_bar, &QScrollBar::rangeChanged, this, &Scrubber::follow);
    connect(&m_bar, &QScrollBar::valueChanged, this, &Scrubber::follow);
    connect(this, &QAbstractSlider::valueChanged, &m_bar, &QScrollBar::setValue);
    follow();
}

void Scrubber::follow()
{
    const QSignalBlocker blocker(this); // the bar is there already
    setRange(m_bar.minimum(), m_bar.maximum());
    setPageStep(m_bar.pageStep());
    setSingleStep(m_bar.singleStep());
    setValue(m_bar.value());
    setEnabled(m_bar.maximum() > m_bar.minimum());
    if (hasFocus())
        tellPlace();
    update();
}

void Scrubber::tellPlace()
{
    setAccessibleDescription(m_placeText(value()));
}

void Scrubber::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    update();
}

QSize Scrubber::sizeHint() const
{
    return {kScrubberWidth, 200};
}

QSize Scrubber::minimumSizeHint() const
{
    return {kScrubberWidth, 60};
}

int Scrubber::positionOf(int value) const
{
    const double share = double(value - minimum()) / std::max(1, maximum() - minimum());
    return kScrubberInset +
           static_cast<int>(std::clamp(share, 0.0, 1.0) * (height() - 2 * kScrubberInset));
}

int Scrubber::valueAt(int y) const
{
    const double share = double(y - kScrubberInset) / std::max(1, height() - 2 * kScrubberInset);
    return minimum() + static_cast<int>(std::clamp(share, 0.0, 1.0) * (maximum() - minimum()));
}

void Scrubber::paintEvent(QPaintEvent*)
{
    const Colors& colors = Theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = tabularFigures(this->font());
    font.setPointSizeF(font.pointSizeF() * 0.85);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    painter.setPen(isEnabled() ? colors.secondary : colors.disabled);
    int free = 0;
    for (const Mark& mark : m_marks) {
        const int y = positionOf(mark.value);
        const int top = std::clamp(y - metrics.height() / 2, 0, height() - metrics.height());
        if (top < free)
            continue;
        const QRect line(kScrubberText, top, width() - kScrubberText, metrics.height());
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(mark.text, Qt::ElideRight, line.width()));
        free = top + metrics.height() + metrics::kHalfGap;
    }
    if (!isEnabled())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.border);
    painter.drawRect(QRectF(metrics::kHalfGap + kScrubberHandle / 2.0 - 0.5, kScrubberInset, 1,
                            height() - 2 * kScrubberInset));
    painter.setBrush(hasFocus() ? colors.accent : colors.control);
    const int top = std::clamp(positionOf(value()) - kScrubberLength / 2, 0,
                               std::max(0, height() - kScrubberLength));
    painter.drawRoundedRect(QRectF(metrics::kHalfGap, top, kScrubberHandle, kScrubberLength),
                            kScrubberHandle / 2.0, kScrubberHandle / 2.0);
}

void Scrubber::showBubble(int y, const QString& text)
{
    if (text.isEmpty())
        return;
    m_bubble->setText(text);
    m_bubble->adjustSize();
    const QPoint corner = mapTo(m_bubble->parentWidget(), QPoint());
    const int top = std::clamp(corner.y() + y - m_bubble->height() / 2, corner.y(),
                               std::max(corner.y(), corner.y() + height() - m_bubble->height()));
    m_bubble->move(std::max(0, corner.x() - m_bubble->width() - metrics::kHalfGap), top);
    m_bubble->show();
    m_bubble->raise();
}

void Scrubber::moveTo(int y)
{
    setValue(valueAt(y));
    showBubble(positionOf(value()), m_placeText(value()));
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    moveTo(static_cast<int>(event->position().y()));
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    const int y = static_cast<int>(event->position().y());
    if (isSliderDown())
        moveTo(y);
    else if (isEnabled())
        showBubble(y, m_placeText(valueAt(y))); // where a click would lead
}

void Scrubber::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(false);
    m_bubble->hide();
}

void Scrubber::leaveEvent(QEvent* event)
{
    QAbstractSlider::leaveEvent(event);
    if (!isSliderDown())
        m_bubble->hide();
}

void Scrubber::hideEvent(QHideEvent* event)
{
    QAbstractSlider::hideEvent(event);
    m_bubble->hide();
}

void Scrubber::keyPressEvent(QKeyEvent* event)
{
    QAbstractSlider::keyPressEvent(event);
    tellPlace();
}

void Scrubber::wheelEvent(QWheelEvent* event)
{
    QCoreApplication::sendEvent(&m_bar, event); // as over the grid
}

} // namespace lookalike
