// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/index_worker.h"

#include "ui/bridge/catch_exceptions.h"

namespace lookalike {

void IndexWorker::run(const std::shared_ptr<PhotoLibrary>& library, const std::stop_token& stop,
                      const std::shared_ptr<PauseGate>& gate)
{
    const auto summary = catchExceptions([&] {
        return library->index([this](const Progress& progress) { Q_EMIT progressed(progress); },
                              stop, gate.get());
    });
    if (summary)
        Q_EMIT finished(*summary);
    else
        Q_EMIT failed(summary.error());
}

Indexing::Indexing(QObject* parent)
    : QObject(parent)
    , m_worker(new IndexWorker)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &IndexWorker::progressed, this, [this](const Progress& progress) {
        m_progress = progress;
        if (m_running)
            Q_EMIT progressed(progress);
    });
    connect(m_worker, &IndexWorker::finished, this, [this](const IndexingSummary& summary) {
        if (startAgain())
            return;
        end();
        Q_EMIT finished(summary);
    });
    connect(m_worker, &IndexWorker::failed, this, [this](const Error& error) {
        if (startAgain())
            return;
        end();
        Q_EMIT failed(error);
    });
    m_thread.setObjectName(QStringLiteral("indexing"));
    m_thread.start(QThread::LowPriority);
}

Indexing::~Indexing()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void Indexing::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    m_library = std::move(library);
}

void Indexing::start()
{
    if (!m_library)
        return;
    if (m_running) {
        m_again = true;
        m_stop.request_stop();
        return;
    }
    m_running = true;
    launch();
    Q_EMIT started();
}

void Indexing::launch()
{
    m_stop = std::stop_source();
    m_gate = std::make_shared<PauseGate>();
    m_progress = {};
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, library = m_library, stop = m_stop.get_token(), gate = m_gate] {
            worker->run(library, stop, gate);
        },
        Qt::QueuedConnection);
}

bool Indexing::startAgain()
{
    if (!std::exchange(m_again, false))
        return false;
    setPaused(false); // reading anew was asked for after the pause
    launch();
    return true;
}

void Indexing::end()
{
    setPaused(false);
    m_running = false;
}

void Indexing::cancel()
{
    m_again = false;
    m_stop.request_stop();
}

void Indexing::setPaused(bool paused)
{
    if (m_running && m_gate->setPaused(paused))
        Q_EMIT pausedChanged(paused);
}

bool Indexing::shutDown(std::chrono::milliseconds deadline)
{
    cancel();
    m_library.reset();
    m_thread.quit();
    return m_thread.wait(QDeadlineTimer(deadline));
}

} // namespace lookalike
