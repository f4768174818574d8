// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/slideshow.h"

#include <QSettings>
#include <algorithm>

namespace lookalike {

namespace {

constexpr int kUsualSeconds = 5;
const QString kSecondsKey = QStringLiteral("preview/slideshowSeconds");

} // namespace

Slideshow::Slideshow(QObject* parent)
    : QObject(parent)
    , m_timer(this)
    , m_seconds(
          std::clamp(QSettings().value(kSecondsKey, kUsualSeconds).toInt(), kShortest, kLongest))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Slideshow::nextRequested);
}

void Slideshow::setOn(bool on)
{
    if (m_isOn == on)
        return;
    m_isOn = on;
    m_isHeld = false;
    updateTimer();
    Q_EMIT changed();
}

void Slideshow::setHeld(bool held)
{
    if (!m_isOn || m_isHeld == held)
        return;
    m_isHeld = held;
    updateTimer();
    Q_EMIT changed();
}

void Slideshow::restart()
{
    updateTimer();
}

void Slideshow::setSeconds(int seconds)
{
    seconds = std::clamp(seconds, kShortest, kLongest);
    if (m_seconds == seconds)
        return;
    m_seconds = seconds;
    QSettings().setValue(kSecondsKey, seconds);
    updateTimer();
    Q_EMIT changed();
}

void Slideshow::updateTimer()
{
    if (m_isOn && !m_isHeld)
        m_timer.start(std::chrono::seconds(m_seconds));
    else
        m_timer.stop();
}

} // namespace lookalike
