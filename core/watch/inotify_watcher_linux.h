// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/unique_handle.h"
#include "core/watch/folder_watcher.h"

#include <sys/inotify.h>
#include <sys/types.h>

#include <map>
#include <string>
#include <unordered_map>

namespace lookalike {

/// FolderWatcher on Linux: inotify watches single folders, so each folder of a tree gets a watch.
class InotifyWatcher final : public FolderWatcher {
public:
    /// isValid() is false if the system gives no queue.
    explicit InotifyWatcher(WatcherOptions options);
    [[nodiscard]] bool isValid() const noexcept { return m_queue.isValid() && m_wake.isValid(); }

    void watch(const std::filesystem::path& root, Test leavesOut) override;
    void unwatch(const std::filesystem::path& root) override;
    void retry(const std::filesystem::path& folder) override;
    void wait(std::optional<std::chrono::milliseconds> longest,
              std::vector<FolderEvent>& events) override;
    void interrupt() override;

private:
    /// The path of each watched folder, with a separator at its end: what is below a folder follows
    /// it without a gap.
    using Paths = std::map<std::string, int>;

    void tell(FolderEvent::Kind kind, const std::string& path, WatchGap gap = WatchGap::None);
    /// Watches a folder and all below it. `device` is that of the folder around it.
    void addTree(const std::string& folder, const Test& leavesOut, dev_t device, int depth);
    [[nodiscard]] bool addWatch(const std::string& folder);
    void removeTree(const std::string& folder);
    void forget(int watch);
    [[nodiscard]] const Test* rootTest(const std::string& folder) const;
    void handle(const inotify_event& event, const char* name);
    void selfEvent(std::uint32_t mask, const std::string& folder);
    void folderEvent(std::uint32_t mask, const std::string& folder);
    void fileEvent(std::uint32_t mask, const std::string& file);
    /// Events were lost, and it is unknown of which folders: sets all watches again.
    void startAgain();

    const WatcherOptions m_options;
    const std::size_t m_maxWatches;
    UniqueHandle m_queue;
    UniqueHandle m_wake;
    std::map<std::string, Test> m_roots;
    Paths m_paths;
    std::unordered_map<int, Paths::iterator> m_watches;
    std::vector<FolderEvent> m_events;
};

} // namespace lookalike
