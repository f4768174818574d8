// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/heartbeat.h"

#include <algorithm>
#include <cstdio>

namespace lookalike {

namespace {

constexpr double kStallMs = 50;

} // namespace

Heartbeat::Heartbeat(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
}

void Heartbeat::start()
{
    m_gaps.clear();
    m_sinceBeat.start();
    m_timer.start();
}

void Heartbeat::beat()
{
    constexpr double kNsPerMs = 1e6;
    m_gaps.push_back(static_cast<double>(m_sinceBeat.nsecsElapsed()) / kNsPerMs);
    m_sinceBeat.restart();
}

void Heartbeat::print()
{
    std::sort(m_gaps.begin(), m_gaps.end());
    const auto stalls = m_gaps.end() - std::upper_bound(m_gaps.begin(), m_gaps.end(), kStallMs);
    std::printf("longest_stall_ms %.2f\nstalls_over_50_ms %lld\n",
                m_gaps.empty() ? 0.0 : m_gaps.back(), static_cast<long long>(stalls));
}

} // namespace lookalike
