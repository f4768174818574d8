// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/latest_job.h"

#include <QtDebug>
#include <exception>

namespace lookalike {

namespace {

LatestJob::Delivery runGuarded(const LatestJob::Work& work, const std::stop_token& stop)
{
    try {
        return work(stop);
    } catch (const std::exception& error) {
        qCritical("Background work failed: %s", error.what());
    } catch (...) {
        qCritical("Background work failed for an unknown reason");
    }
    return {};
}

} // namespace

LatestJob::LatestJob(QObject* parent)
    : QObject(parent)
    , m_latest(std::make_shared<std::atomic<Generation>>(0))
{
    m_pool.setMaxThreadCount(1);
}

LatestJob::~LatestJob()
{
    cancel();
    m_pool.waitForDone();
}

void LatestJob::start(Work work)
{
    cancel();
    if (m_running)
        m_pending = std::move(work);
    else
        launch(std::move(work));
}

void LatestJob::cancel()
{
    ++*m_latest;
    m_pending.reset();
    m_stop.request_stop();
}

void LatestJob::launch(Work work)
{
    m_running = true;
    m_stop = std::stop_source();
    m_pool.start([this, work = std::move(work), stop = m_stop.get_token(), latest = m_latest,
                  generation = m_latest->load()]() mutable {
        Delivery deliver;
        if (*latest == generation)
            deliver = runGuarded(work, stop);
        work = {}; // releases what the work holds before anybody is told that it ended
        QMetaObject::invokeMethod(
            this, [this, generation, deliver] { finish(generation, deliver); },
            Qt::QueuedConnection);
    });
}

void LatestJob::finish(Generation generation, const Delivery& deliver)
{
    m_running = false;
    if (m_pending) {
        Work next = std::move(*m_pending);
        m_pending.reset();
        launch(std::move(next));
        return;
    }
    if (deliver && *m_latest == generation)
        deliver();
}

bool LatestJob::shutDown(std::chrono::milliseconds deadline)
{
    cancel();
    return m_pool.waitForDone(static_cast<int>(deadline.count()));
}

} // namespace lookalike
