// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/unique_handle.h"
#include "core/watch/folder_watcher.h"

#include <memory>
#include <vector>

namespace lookalike {

/// FolderWatcher on Windows: ReadDirectoryChangesW tells of a whole tree at once. Roots share one
/// completion port.
class DirectoryChangesWatcher final : public FolderWatcher {
public:
    explicit DirectoryChangesWatcher(WatcherOptions options);
    ~DirectoryChangesWatcher() override;

    void watch(const std::filesystem::path& root, Test leavesOut) override;
    void unwatch(const std::filesystem::path& root) override;
    void retry(const std::filesystem::path& folder) override;
    void wait(std::optional<std::chrono::milliseconds> longest,
              std::vector<FolderEvent>& events) override;
    void interrupt() override;

private:
    struct Root;

    void tell(FolderEvent::Kind kind, const std::filesystem::path& path,
              WatchGap gap = WatchGap::None);
    void open(Root& root);
    void listen(Root& root);
    /// Returns false if nothing came within `timeout` milliseconds.
    [[nodiscard]] bool takeCompletion(unsigned long timeout);
    void complete(Root& root, unsigned long error, unsigned long bytes);
    void parse(const Root& root, unsigned long bytes);
    void handle(const Root& root, unsigned long action, std::filesystem::path path);

    const WatcherOptions m_options;
    UniqueHandle m_port;
    std::vector<std::unique_ptr<Root>> m_roots;
    /// No longer watched, but the system may still write into their buffers.
    std::vector<std::unique_ptr<Root>> m_closing;
    std::vector<FolderEvent> m_events;
};

} // namespace lookalike
