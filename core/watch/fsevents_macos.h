// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watch/folder_watcher.h"

#include <CoreServices/CoreServices.h>

#include <condition_variable>
#include <map>
#include <mutex>

namespace lookalike {

/// FolderWatcher on macOS: one FSEvents stream for each root, all on one dispatch queue.
class FsEventsWatcher final : public FolderWatcher {
public:
    explicit FsEventsWatcher(WatcherOptions options);
    ~FsEventsWatcher() override;

    void watch(const std::filesystem::path& root, Test leavesOut) override;
    void unwatch(const std::filesystem::path& root) override;
    void retry(const std::filesystem::path& folder) override;
    void wait(std::optional<std::chrono::milliseconds> longest,
              std::vector<FolderEvent>& events) override;
    void interrupt() override;

private:
    struct Item {
        std::filesystem::path path;
        FSEventStreamEventFlags flags = 0;
    };
    struct Root {
        Test leavesOut;
        FSEventStreamRef stream = nullptr;
    };

    static void onEvents(ConstFSEventStreamRef stream, void* watcher, std::size_t count,
                         void* paths, const FSEventStreamEventFlags* flags,
                         const FSEventStreamEventId* ids);
    void start(const std::filesystem::path& path, Root& root);
    void close(Root& root);
    void handle(const Item& item);
    void tell(FolderEvent::Kind kind, const std::filesystem::path& path,
              WatchGap gap = WatchGap::None);

    const WatcherOptions m_options;
    const dispatch_queue_t m_queue;
    std::map<std::filesystem::path, Root> m_roots;
    std::vector<FolderEvent> m_events;

    std::mutex m_mutex; ///< for all below, which the queue's thread uses, too
    std::condition_variable m_wake;
    std::vector<Item> m_items;
    bool m_interrupted = false;
};

} // namespace lookalike
