// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/trash_runner.h"

namespace lookalike {

TrashRunner::TrashRunner(Background& background)
    : m_runner(background, BackgroundRunner::Policy::OneAtATime)
{}

void TrashRunner::move(std::vector<TrashSelection> selection, TrashMode mode)
{
    const bool runs = m_runner.start(
        this,
        [selection = std::move(selection), mode,
         progress = m_runner.toGuiThread(this, &TrashRunner::progressed)](
            PhotoLibrary& library, const std::stop_token& stop) {
            return library.duplicates().moveToTrash(selection, mode, progress, stop);
        },
        &TrashRunner::moved, &TrashRunner::failed);
    if (runs)
        Q_EMIT started();
}

void TrashRunner::undo(std::optional<std::int64_t> batch)
{
    const bool runs = m_runner.start(
        this,
        [batch](PhotoLibrary& library, const std::stop_token&) {
            return library.duplicates().undo(batch);
        },
        &TrashRunner::undone, &TrashRunner::failed);
    if (runs)
        Q_EMIT started();
}

} // namespace lookalike
