// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/indexing.h"

namespace lookalike {

Indexing::Indexing(Background& background)
    : PausableTask(background, QThread::LowPriority)
{}

void Indexing::start()
{
    if (isRunning()) {
        PausableTask::cancel();
        m_again = true;
    } else if (launch()) {
        Q_EMIT started();
    }
}

void Indexing::cancel()
{
    m_again = false;
    PausableTask::cancel();
}

bool Indexing::launch()
{
    return run([](PhotoLibrary& library, const ProgressCallback& progress,
                  const std::stop_token& stop,
                  PauseGate* gate) { return library.index(progress, stop, gate); },
               [this](const Result<IndexingSummary>& summary) {
                   if (std::exchange(m_again, false) && launch())
                       return;
                   if (summary)
                       Q_EMIT finished(*summary);
                   else
                       Q_EMIT failed(summary.error());
               });
}

} // namespace lookalike
