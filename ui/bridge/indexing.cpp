// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/indexing.h"

namespace lookalike {

namespace {

/// Runs with fewer photos to read come and go unannounced.
constexpr std::uint64_t kMany = 20;

} // namespace

Indexing::Indexing(Background& background)
    : PausableTask(background, QThread::LowPriority)
{
    connect(this, &PausableTask::progressed, this, [this](const Progress& progress) {
        if (isRunning() && progress.stage == Stage::Reading && progress.total >= kMany)
            announce();
    });
    connect(&background, &Background::libraryChanged, this, [this] { m_changes = {}; });
}

void Indexing::start()
{
    m_isAllWanted = true;
    if (isRunning())
        PausableTask::cancel();
    else
        launchNext();
}

void Indexing::readChanges(const ChangedFolders& changes)
{
    m_changes.add(changes);
    if (!isRunning())
        launchNext();
}

void Indexing::cancel()
{
    m_isAllWanted = false;
    PausableTask::cancel();
}

void Indexing::launchNext()
{
    if (std::exchange(m_isAllWanted, false)) {
        if (launchAll())
            announce();
    } else if (!m_changes.isEmpty()) {
        static_cast<void>(launchChanges());
    }
}

void Indexing::announce()
{
    if (!std::exchange(m_isAnnounced, true))
        Q_EMIT started();
}

bool Indexing::launchAll()
{
    return run(
        [watching = m_isWatching](PhotoLibrary& library, const ProgressCallback& progress,
                                  const std::stop_token& stop,
                                  PauseGate* gate) -> Result<IndexingSummary> {
            if (watching) // before, so that nothing is missed between the two
                if (auto watched = library.startWatching(); !watched)
                    return fail(watched);
            return library.index(progress, stop, gate);
        },
        [this](const Result<IndexingSummary>& summary) { end(summary, {}); });
}

bool Indexing::launchChanges()
{
    const ChangedFolders changes = std::exchange(m_changes, {});
    const bool launched = run(
        [changes](PhotoLibrary& library, const ProgressCallback& progress,
                  const std::stop_token& stop,
                  PauseGate* gate) { return library.indexChanges(changes, progress, stop, gate); },
        [this, changes](const Result<IndexingSummary>& summary) { end(summary, changes); });
    if (!launched)
        m_changes = changes;
    return launched;
}

void Indexing::end(const Result<IndexingSummary>& summary, const ChangedFolders& asked)
{
    const bool isDone = summary && !summary->cancelled;
    if (!isDone) { // later changes say more recently which files are unfinished
        ChangedFolders later = std::exchange(m_changes, asked);
        m_changes.add(std::move(later));
    }
    if (m_isAllWanted) {
        launchNext();
        if (isRunning())
            return;
    }
    m_wasAnnounced = std::exchange(m_isAnnounced, false);
    if (summary)
        Q_EMIT finished(*summary);
    else
        Q_EMIT failed(summary.error());
    if (isDone && !isRunning()) // whoever heard of the end may have started another run
        launchNext();
}

} // namespace lookalike
