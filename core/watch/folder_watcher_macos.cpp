// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/fsevents_macos.h"

#include <utility>

namespace lookalike {

std::unique_ptr<FolderWatcher> makeFolderWatcher(WatcherOptions options)
{
    return std::make_unique<FsEventsWatcher>(std::move(options));
}

} // namespace lookalike
