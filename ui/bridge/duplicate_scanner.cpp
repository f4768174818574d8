// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/duplicate_scanner.h"

#include "ui/bridge/catch_exceptions.h"

#include <QDeadlineTimer>

namespace lookalike {

DuplicateScanner::DuplicateScanner(QObject* parent)
    : QObject(parent)
{}

DuplicateScanner::~DuplicateScanner()
{
    m_stop.request_stop();
}

void DuplicateScanner::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    m_library = std::move(library);
}

void DuplicateScanner::setScope(const DuplicateScope& scope)
{
    if (!(scope == m_scope)) {
        cancel();
        m_scope = scope;
        // An answer for the old scope must not arrive any more.
        m_groups.cancel();
        m_loading = false;
    }
    reload();
}

void DuplicateScanner::reload()
{
    if (!m_library)
        return;
    if (m_loading) {
        m_loadAgain = true;
        return;
    }
    load();
}

void DuplicateScanner::load()
{
    m_loading = true;
    m_loadAgain = false;
    m_groups.start([this, library = m_library,
                    scope = m_scope](const std::stop_token& stop) mutable -> LatestJob::Delivery {
        auto groups = catchExceptions([&] { return library->duplicates().groups(scope, stop); });
        library.reset();
        using Groups = std::vector<DuplicateGroup>;
        auto loaded = groups ? std::make_shared<const Groups>(std::move(*groups)) : nullptr;
        return [this, loaded, error = groups ? Error{} : groups.error()] {
            m_loading = false;
            if (loaded)
                Q_EMIT groupsLoaded(loaded);
            else if (error.code != ErrorCode::Cancelled)
                Q_EMIT groupsFailed(error);
            if (m_loadAgain)
                reload();
        };
    });
}

void DuplicateScanner::start()
{
    if (!m_library || m_running)
        return;
    m_running = true;
    m_stop = std::stop_source();
    m_gate = std::make_shared<PauseGate>();
    m_scan.start([this, library = m_library, scope = m_scope, stop = m_stop,
                  gate = m_gate](const std::stop_token& forgotten) mutable -> LatestJob::Delivery {
        const std::stop_callback stopToo(forgotten, [&stop] { stop.request_stop(); });
        const auto progress = [this](const Progress& step) {
            QMetaObject::invokeMethod(
                this,
                [this, step] {
                    if (m_running)
                        Q_EMIT progressed(step);
                },
                Qt::QueuedConnection);
        };
        const auto found = [this] {
            QMetaObject::invokeMethod(this, &DuplicateScanner::reload, Qt::QueuedConnection);
        };
        const auto summary = catchExceptions([&] {
            return library->duplicates().scan(scope, progress, found, stop.get_token(), gate.get());
        });
        library.reset();
        return [this, summary] {
            end();
            if (summary)
                Q_EMIT finished(*summary);
            else
                Q_EMIT failed(summary.error());
        };
    });
    Q_EMIT started();
}

void DuplicateScanner::end()
{
    setPaused(false);
    m_running = false;
    reload();
}

void DuplicateScanner::cancel()
{
    m_stop.request_stop();
}

void DuplicateScanner::setPaused(bool paused)
{
    if (m_running && m_gate->setPaused(paused))
        Q_EMIT pausedChanged(paused);
}

bool DuplicateScanner::shutDown(std::chrono::milliseconds deadline)
{
    const QDeadlineTimer timer(deadline);
    cancel();
    m_library.reset();
    m_running = false;
    m_loading = false;
    const bool ended = m_scan.shutDown(deadline);
    return m_groups.shutDown(std::chrono::milliseconds(timer.remainingTime())) && ended;
}

} // namespace lookalike
