// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/pausable_task.h"

namespace lookalike {

PausableTask::PausableTask(Background& background, QThread::Priority priority)
    : m_runner(background, BackgroundRunner::Policy::OneAtATime, 1, priority)
{}

void PausableTask::setPaused(bool paused)
{
    if (m_gate && m_gate->setPaused(paused))
        Q_EMIT pausedChanged(paused);
}

} // namespace lookalike
