// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/blind_watcher.h"

namespace lookalike {

std::unique_ptr<FolderWatcher> makeFolderWatcher(WatcherOptions options)
{
    static_cast<void>(options);
    return std::make_unique<BlindWatcher>();
}

} // namespace lookalike
