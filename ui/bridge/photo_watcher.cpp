// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/photo_watcher.h"

#include "ui/bridge/indexing.h"

namespace lookalike {

PhotoWatcher::PhotoWatcher(Background& background, Indexing& indexing)
    : m_background(background)
    , m_indexing(indexing)
    , m_runner(background, BackgroundRunner::Policy::Queue)
{
    connect(&m_background, &Background::libraryChanged, this, &PhotoWatcher::listen);
}

void PhotoWatcher::setOn(bool on)
{
    if (on == m_isOn)
        return;
    m_isOn = on;
    m_indexing.setWatching(on);
    m_runner.cancel();
    if (on) {
        listen();
        if (m_background.library())
            m_indexing.start();
        return;
    }
    m_runner.start( // after the job that listens
        this,
        [](PhotoLibrary& library, const std::stop_token&) -> Result<> {
            library.stopWatching();
            return {};
        },
        [](const Result<>&) {});
}

void PhotoWatcher::listen()
{
    if (!m_isOn)
        return;
    m_runner.start(
        this,
        [tell = m_runner.toGuiThread(&m_indexing, &Indexing::readChanges)](
            PhotoLibrary& library, const std::stop_token& stop) -> Result<> {
            for (;;) {
                const auto changes = library.waitForChanges(stop);
                if (!changes)
                    return fail(changes);
                if (changes->isEmpty())
                    return {};
                tell(*changes);
            }
        },
        [](const Result<>&) {}); // why it cannot be watched is told by the run that reads all
}

} // namespace lookalike
