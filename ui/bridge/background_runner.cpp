// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/background_runner.h"

#include <algorithm>
#include <latch>
#include <memory>
#include <utility>

namespace lookalike {

BackgroundRunner::BackgroundRunner(Background& background, Policy policy, int threads,
                                   QThread::Priority priority)
    : m_background(background)
    , m_policy(policy)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setExpiryTimeout(-1); // see startThreads()
    m_pool.setThreadPriority(priority);
    m_background.m_runners.push_back(this);
}

BackgroundRunner::~BackgroundRunner()
{
    cancel();
    m_pool.waitForDone();
    std::erase(m_background.m_runners, this);
}

void BackgroundRunner::startThreads()
{
    if (std::exchange(m_hasThreads, true))
        return;
    // They wait for each other: one that has done its job would take the next one, too.
    const auto all = std::make_shared<std::latch>(threads());
    for (int i = 0; i < threads(); ++i)
        m_pool.start([all] { all->arrive_and_wait(); });
}

bool BackgroundRunner::add(Job job)
{
    if (m_background.isShutDown() || (m_policy == Policy::OneAtATime && isBusy()))
        return false;
    if (m_policy == Policy::LatestWins)
        cancel();
    const bool wasBusy = isBusy();
    m_waiting.push_back(std::move(job));
    launchWaiting();
    if (!wasBusy)
        Q_EMIT busyChanged(true);
    return true;
}

void BackgroundRunner::launchWaiting()
{
    while (!m_waiting.empty() && static_cast<int>(m_running.size()) < threads()) {
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        launch(std::move(job));
    }
}

void BackgroundRunner::launch(Job job)
{
    m_running.push_back({{}, job.usesLibrary, job.stop});
    const bool latestWins = m_policy == Policy::LatestWins;
    m_pool.start([this, latestWins, job = std::move(job)]() mutable {
        Delivery deliver;
        if (!(latestWins && job.stop.stop_requested()))
            deliver = job.work(job.stop.get_token());
        job.work = {}; // lets go of the library before the GUI thread hears of the job's end
        QMetaObject::invokeMethod(
            this, [this, stop = job.stop, deliver = std::move(deliver)] { finish(stop, deliver); },
            Qt::QueuedConnection);
    });
}

void BackgroundRunner::finish(const std::stop_source& stop, const Delivery& deliver)
{
    m_running.remove_if([&](const Job& job) { return job.stop == stop; });
    launchWaiting();
    if (!isBusy())
        Q_EMIT busyChanged(false);
    const bool stale = m_policy == Policy::LatestWins && stop.stop_requested();
    if (deliver && !stale && !m_background.isShutDown())
        deliver();
}

void BackgroundRunner::post(Delivery call)
{
    QMetaObject::invokeMethod(
        this,
        [this, call = std::move(call)] {
            if (!m_background.isShutDown())
                call();
        },
        Qt::QueuedConnection);
}

void BackgroundRunner::cancel()
{
    for (; m_letFinish && !m_waiting.empty(); m_waiting.pop_front())
        launch(std::move(m_waiting.front()));
    m_waiting.clear();
    for (Job& job : m_running)
        job.stop.request_stop();
}

void BackgroundRunner::cancelLibraryJobs()
{
    std::erase_if(m_waiting, [](const Job& job) { return job.usesLibrary; });
    for (Job& job : m_running)
        if (job.usesLibrary)
            job.stop.request_stop();
}

bool BackgroundRunner::waitForJobs(const QDeadlineTimer& deadline)
{
    return m_pool.waitForDone(m_letFinish ? -1 : static_cast<int>(deadline.remainingTime()));
}

} // namespace lookalike
