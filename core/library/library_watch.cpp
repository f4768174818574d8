// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_watch.h"

#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/base/paths.h"
#include "core/files/network_volume.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

std::unique_ptr<FolderWatcher> systemWatcher()
{
    WatcherOptions options;
    options.isOnNetwork = [](const std::filesystem::path& folder) {
        return networkFileSystem(folder).has_value();
    };
    return makeFolderWatcher(std::move(options));
}

/// The program's own files, which change with each run of indexing: the catalog, what lies beside
/// it under its name (journals, indexes, backups), thumbnails and logs.
FolderWatcher::Test ownFiles(const std::filesystem::path& catalog)
{
    std::vector<std::filesystem::path> folders;
    for (const UserFolder folder : {UserFolder::Cache, UserFolder::State})
        if (auto own = userFolder(folder); !own.empty())
            folders.push_back(std::move(own));
    return [beginning = pathToBytes(catalog), folders](const std::filesystem::path& path) {
        return pathToBytes(path).starts_with(beginning) ||
               std::ranges::any_of(folders, [&](const std::filesystem::path& own) {
                   return isPathWithin(own, path);
               });
    };
}

} // namespace

LibraryWatch::LibraryWatch(const Catalog& catalog, WatcherMaker maker)
    : m_catalog(catalog)
    , m_maker(maker ? std::move(maker) : systemWatcher)
{}

std::shared_ptr<PhotoWatch> LibraryWatch::watch() const
{
    const std::lock_guard lock(m_mutex);
    return m_watch;
}

Result<> LibraryWatch::start()
{
    if (m_catalog.isReadOnly())
        return fail(ErrorCode::PermissionDenied,
                    "The catalog cannot be written, so nothing new can be indexed"_msg,
                    m_catalog.file());
    {
        const std::lock_guard lock(m_mutex);
        if (!m_watch) {
            WatchOptions options;
            options.ignores = ownFiles(m_catalog.file());
            m_watch = std::make_shared<PhotoWatch>(m_maker(), std::move(options));
        }
    }
    return foldersChanged();
}

Result<> LibraryWatch::foldersChanged()
{
    const auto running = watch();
    if (!running)
        return {};
    const auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto folders = (*reader)->folders();
    if (!folders)
        return fail(folders);
    std::vector<WatchedRoot> roots;
    for (const FolderRow& folder : *folders)
        roots.push_back({folder.path, folder.exclusions});
    running->setRoots(std::move(roots));
    return {};
}

Result<ChangedFolders> LibraryWatch::wait(const std::stop_token& stop)
{
    auto running = watch();
    if (!running) {
        if (auto started = start(); !started)
            return fail(started);
        running = watch();
    }
    return running ? running->wait(stop) : ChangedFolders();
}

void LibraryWatch::stop()
{
    std::shared_ptr<PhotoWatch> last; // ends after the lock
    const std::lock_guard lock(m_mutex);
    last = std::exchange(m_watch, nullptr);
}

WatchStatus LibraryWatch::status() const
{
    const auto running = watch();
    return running ? running->status() : WatchStatus();
}

} // namespace lookalike
