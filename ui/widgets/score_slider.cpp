// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/score_slider.h"

#include "ui/text/amounts.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kHandle = 7; ///< radius
constexpr int kWidth = 180;
constexpr int kSmallestWidth = 96;
constexpr int kHeight = 32;
constexpr int kTrack = 3;
constexpr double kNoLimit = -1;

} // namespace

ScoreSlider::ScoreSlider(QWidget* parent)
    : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setRange(m_lowest, m_highest);
    setPageStep(10);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize ScoreSlider::sizeHint() const
{
    return {kWidth, kHeight};
}

QSize ScoreSlider::minimumSizeHint() const
{
    return {kSmallestWidth, kHeight};
}

void ScoreSlider::setScores(const std::vector<float>& scores, const std::vector<double>& marks)
{
    m_marks.clear();
    for (const double mark : marks)
        m_marks.push_back(text::hundredths(mark));
    std::vector<int> shown;
    shown.reserve(scores.size());
    for (const float score : scores)
        shown.push_back(text::hundredths(double(score)));
    const auto [lowest, highest] = std::ranges::minmax_element(shown);
    m_highest = shown.empty() ? 100 : *highest;
    m_lowest = shown.empty() ? 0 : std::min(*lowest, m_highest - 1); // a track needs two ends
    m_bins.assign(static_cast<std::size_t>(m_highest - m_lowest) + 1, 0);
    for (const int score : shown)
        ++m_bins[static_cast<std::size_t>(score - m_lowest)];
    const QSignalBlocker blocker(this);
    setMinimumScore(minimumScore());
    update();
}

double ScoreSlider::minimumScore() const
{
    return value() == minimum() ? kNoLimit : value() / 100.0;
}

void ScoreSlider::setMinimumScore(double score)
{
    const double before = minimumScore();
    const bool isLimited = score > kNoLimit;
    const int limit = text::hundredths(score);
    {
        const QSignalBlocker blocker(this); // the range moves the value, too
        setRange(isLimited ? std::min(m_lowest, limit - 1) : m_lowest,
                 isLimited ? std::max(m_highest, limit) : m_highest);
        setValue(isLimited ? limit : minimum());
    }
    if (minimumScore() != before)
        Q_EMIT valueChanged(value());
}

int ScoreSlider::trackWidth() const
{
    return std::max(1, width() - 2 * kHandle);
}

int ScoreSlider::positionOf(int value) const
{
    return kHandle + trackWidth() * (value - minimum()) / (maximum() - minimum());
}

void ScoreSlider::setFromPosition(int x)
{
    const double share = double(x - kHandle) / trackWidth();
    setValue(minimum() + static_cast<int>(std::lround(share * (maximum() - minimum()))));
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
    const double bar =
        std::clamp(double(trackWidth()) / (maximum() - minimum()), 1.5, 2.0 * kHandle);
    painter.setPen(Qt::NoPen);
    for (int score = m_lowest; const int count : m_bins) {
        const int bin = score++;
        if (count == 0)
            continue;
        // The root keeps a few close matches visible next to hundreds of weak ones.
        const double height = 2 + (base - 5) * std::sqrt(double(count) / highest);
        painter.setBrush(bin >= value() ? colors.secondary : colors.border);
        painter.drawRect(QRectF(positionOf(bin) - bar / 2, base - height, bar, height));
    }
    painter.setBrush(colors.text);
    for (const int mark : m_marks)
        if (mark > m_lowest &&
            mark <= m_highest) // a bar's left edge: the mark's own score is right
            painter.drawRect(QRectF(positionOf(mark) - bar / 2 - 1, 0, 1, base));
    painter.setBrush(colors.border);
    painter.drawRoundedRect(QRect(kHandle, base - 1, trackWidth(), kTrack), 1.5, 1.5);
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
