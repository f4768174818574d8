// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/watch/photo_watch.h"

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

namespace lookalike {

/// How the library comes by the system's watcher: the seam for tests.
using WatcherMaker = std::function<std::unique_ptr<FolderWatcher>()>;

/// Notices changes in the folders of the catalog, once it was started. Any thread.
class LibraryWatch {
public:
    /// The catalog outlives this object.
    LibraryWatch(const Catalog& catalog, WatcherMaker maker);

    /// As PhotoLibrary's methods.
    [[nodiscard]] Result<> start();
    [[nodiscard]] Result<ChangedFolders> wait(const std::stop_token& stop);
    void stop();
    [[nodiscard]] WatchStatus status() const;
    /// The folders of the catalog, or what is left out of them, are others now.
    [[nodiscard]] Result<> foldersChanged();

private:
    [[nodiscard]] std::shared_ptr<PhotoWatch> watch() const;

    const Catalog& m_catalog;
    const WatcherMaker m_maker;
    mutable std::mutex m_mutex;
    std::shared_ptr<PhotoWatch> m_watch;
};

} // namespace lookalike
