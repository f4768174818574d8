// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/directory_changes_windows.h"

#include <utility>

namespace lookalike {

std::unique_ptr<FolderWatcher> makeFolderWatcher(WatcherOptions options)
{
    return std::make_unique<DirectoryChangesWatcher>(std::move(options));
}

} // namespace lookalike
