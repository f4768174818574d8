// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/score_slider.h"

#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kHandle = 7; ///< radius
constexpr int kWidth = 180;
constexpr int kHeight = 32;
constexpr int kTrack = 3;
constexpr int kHighest = 100;

} // namespace

ScoreSlider::ScoreSlider(QWidget* parent)
    : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setRange(0, kHighest);
    setPageStep(10);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize ScoreSlider::sizeHint() const
{
    return {kWidth, kHeight};
}

void ScoreSlider::setScores(const std::vector<float>& scores)
{
    m_bins.assign(kHighest + 1, 0);
    for (const float score : scores) {
        const int bin = static_cast<int>(std::floor(score * kHighest));
        ++m_bins[static_cast<std::size_t>(std::clamp(bin, 0, kHighest))];
    }
    update();
}

double ScoreSlider::minimumScore() const
{
    return value() == minimum() ? -1.0 : value() / double(kHighest);
}

void ScoreSlider::setMinimumScore(double score)
{
    setValue(score <= 0 ? 0 : static_cast<int>(std::lround(score * kHighest)));
}

int ScoreSlider::positionOf(int value) const
{
    return kHandle + (width() - 2 * kHandle) * value / kHighest;
}

void ScoreSlider::setFromPosition(int x)
{
    const double share = double(x - kHandle) / std::max(1, width() - 2 * kHandle);
    setValue(static_cast<int>(std::lround(share * kHighest)));
}

void ScoreSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setFromPosition(static_cast<int>(event->position().x()));
}

void ScoreSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        setFromPosition(static_cast<int>(event->position().x()));
}

void ScoreSlider::paintEvent(QPaintEvent*)
{
    const Colors& colors = Theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int base = height() - kHandle - 1;
    const int handle = positionOf(value());

    const int highest = m_bins.empty() ? 0 : *std::max_element(m_bins.begin(), m_bins.end());
    painter.setPen(Qt::NoPen);
    for (int bin = 0; highest > 0 && bin <= kHighest; ++bin) {
        const int count = m_bins[static_cast<std::size_t>(bin)];
        if (count == 0)
            continue;
        // The root keeps a few close matches visible next to hundreds of weak ones.
        const double height = 2 + (base - 5) * std::sqrt(double(count) / highest);
        const double left = positionOf(bin);
        const double width = std::max(1.5, double(positionOf(bin + 1)) - left);
        painter.setBrush(bin >= value() ? colors.secondary : colors.border);
        painter.drawRect(QRectF(left, base - height, width, height));
    }
    painter.setBrush(colors.border);
    painter.drawRoundedRect(QRect(kHandle, base - 1, width() - 2 * kHandle, kTrack), 1.5, 1.5);
    painter.setBrush(colors.accent);
    painter.drawRoundedRect(QRect(handle, base - 1, width() - kHandle - handle, kTrack), 1.5, 1.5);
    painter.setBrush(isEnabled() ? colors.text : colors.disabled);
    painter.drawEllipse(QPoint(handle, base), kHandle - 1, kHandle - 1);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.accent, 2));
        painter.drawEllipse(QPoint(handle, base), kHandle, kHandle);
    }
}

} // namespace lookalike
