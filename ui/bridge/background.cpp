// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/background.h"

#include "ui/bridge/background_runner.h"

#include <QDeadlineTimer>

namespace lookalike {

void Background::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    for (BackgroundRunner* runner : m_runners)
        runner->cancelLibraryJobs();
    m_library = std::move(library);
    if (m_library != nullptr) // its model is loaded next
        for (BackgroundRunner* runner : m_runners)
            runner->startThreads();
    Q_EMIT libraryChanged();
}

void Background::cancelAll()
{
    for (BackgroundRunner* runner : m_runners)
        runner->cancel();
}

bool Background::shutDown(std::chrono::milliseconds deadline)
{
    const QDeadlineTimer timer(deadline);
    m_shutDown = true;
    cancelAll(); // every job is asked to stop before any is waited for
    bool ended = true;
    for (BackgroundRunner* runner : m_runners)
        ended = runner->waitForJobs(timer) && ended;
    if (ended)
        setLibrary(nullptr);
    return ended;
}

} // namespace lookalike
