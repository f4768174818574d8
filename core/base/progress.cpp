// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

#include <cmath>
#include <utility>

namespace lookalike {

namespace {

using namespace std::chrono_literals;

constexpr auto kReportInterval = 60ms;
constexpr auto kRateWindow = 10s;
constexpr auto kSampleInterval = 100ms; // limits the number of samples, whatever the rate
constexpr auto kRateKnownAfter = 1s;    // earlier estimates of the time left fluctuate

} // namespace

const char* stageName(Stage stage) noexcept
{
    switch (stage) {
    case Stage::Scanning:
        return "scanning";
    case Stage::Reading:
        return "reading";
    case Stage::Publishing:
        return "publishing";
    case Stage::Finished:
        return "finished";
    }
    return "finished";
}

ProgressReporter::ProgressReporter(ProgressCallback callback,
                                   std::function<Clock::time_point()> now)
    : m_callback(std::move(callback))
    , m_now(std::move(now))
{}

void ProgressReporter::setStage(Stage stage, std::uint64_t total)
{
    std::unique_lock lock(m_mutex);
    m_progress.stage = stage;
    m_progress.done = 0;
    m_progress.total = total;
    m_progress.rate = 0;
    m_progress.remaining.reset();
    m_progress.current.clear();
    m_samples.clear();
    m_samples.push_back({m_now(), 0});
    report(lock, true);
}

void ProgressReporter::setTotal(std::uint64_t total)
{
    std::unique_lock lock(m_mutex);
    m_progress.total = total;
    report(lock, false);
}

void ProgressReporter::advance(const std::filesystem::path& item, bool failed, std::uint64_t bytes)
{
    std::unique_lock lock(m_mutex);
    ++m_progress.done;
    m_progress.failed += failed ? 1 : 0;
    m_progress.bytes += bytes;
    m_progress.current = item;
    updateRate(m_now());
    report(lock, false);
}

void ProgressReporter::finish()
{
    std::unique_lock lock(m_mutex);
    m_progress.stage = Stage::Finished;
    m_progress.remaining.reset();
    report(lock, true);
}

Progress ProgressReporter::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_progress;
}

void ProgressReporter::updateRate(Clock::time_point now)
{
    if (m_samples.empty())
        m_samples.push_back({now, 0});
    while (m_samples.size() > 1 && now - m_samples.front().at > kRateWindow)
        m_samples.pop_front();
    const Sample& oldest = m_samples.front();
    const std::chrono::duration<double> elapsed = now - oldest.at;
    m_progress.remaining.reset();
    if (elapsed.count() > 0)
        m_progress.rate = static_cast<double>(m_progress.done - oldest.done) / elapsed.count();
    if (elapsed >= kRateKnownAfter && m_progress.rate > 0 && m_progress.total >= m_progress.done)
        m_progress.remaining = std::chrono::seconds(std::llround(
            static_cast<double>(m_progress.total - m_progress.done) / m_progress.rate));
    if (now - m_samples.back().at >= kSampleInterval)
        m_samples.push_back({now, m_progress.done});
}

void ProgressReporter::report(std::unique_lock<std::mutex>& lock, bool always)
{
    const Clock::time_point now = m_now();
    if (!m_callback || (!always && m_reported && now - m_lastReport < kReportInterval))
        return;
    m_lastReport = now;
    m_reported = true;
    lock.unlock();
    // Copy the progress while holding this lock, so that no report overtakes a newer one.
    const std::lock_guard turn(m_callbackMutex);
    lock.lock();
    if (m_finished)
        return;
    m_finished = m_progress.stage == Stage::Finished;
    const Progress copy = m_progress;
    lock.unlock();
    m_callback(copy);
}

} // namespace lookalike
