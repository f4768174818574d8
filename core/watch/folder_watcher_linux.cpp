// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/blind_watcher.h"
#include "core/watch/inotify_watcher_linux.h"

#include <utility>

namespace lookalike {

std::unique_ptr<FolderWatcher> makeFolderWatcher(WatcherOptions options)
{
    auto watcher = std::make_unique<InotifyWatcher>(std::move(options));
    if (watcher->isValid())
        return watcher;
    return std::make_unique<BlindWatcher>(); // other programs use all of the user's queues
}

} // namespace lookalike
