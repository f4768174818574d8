// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/indexing_scheduler.h"

#include "ui/bridge/library_session.h"
#include "ui/models/folders_model.h"
#include "ui/text/display_text.h"

#include <QStorageInfo>

namespace lookalike {

namespace {

constexpr qint64 kMinFreeBytes = 64LL << 20;

} // namespace

IndexingScheduler::IndexingScheduler(LibrarySession& session, QObject* parent,
                                     std::chrono::milliseconds retryInterval)
    : QObject(parent)
    , m_session(session)
{
    connect(&m_session, &LibrarySession::reopening, this, [this] {
        m_statusSeen = false;
        m_wasReopened = true;
    });
    connect(&m_session, &LibrarySession::statusChanged, this, &IndexingScheduler::startOnceOpened);
    connect(&m_session.indexing(), &Indexing::failed, this, [this](const Error& error) {
        if (error.code == ErrorCode::NoSpace)
            m_diskSpaceRetry.start();
    });
    m_diskSpaceRetry.setInterval(retryInterval);
    connect(&m_diskSpaceRetry, &QTimer::timeout, this, &IndexingScheduler::retryOnceSpaceIsFree);
}

void IndexingScheduler::startOnceOpened(const LibraryStatus& status)
{
    if (std::exchange(m_statusSeen, true))
        return;
    const bool wasReopened = std::exchange(m_wasReopened, false);
    if (!status.folders.empty() && !m_session.indexing().isRunning() &&
        (pendingPhotos(status) > 0 || wasReopened || m_checksAtStart))
        m_session.indexing().start();
}

void IndexingScheduler::retryOnceSpaceIsFree()
{
    const QStorageInfo disk(displayText(m_session.status().catalog.parent_path()));
    const bool isRunning = m_session.indexing().isRunning();
    if (!isRunning && disk.bytesAvailable() < kMinFreeBytes)
        return;
    m_diskSpaceRetry.stop();
    if (!isRunning)
        m_session.indexing().start();
}

} // namespace lookalike
