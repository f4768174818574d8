// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watch/folder_watcher.h"

#include <condition_variable>
#include <mutex>

namespace lookalike {

/// Watches nothing and says so: for systems that tell nothing, or no more.
class BlindWatcher final : public FolderWatcher {
public:
    void watch(const std::filesystem::path& root, Test leavesOut) override;
    void unwatch(const std::filesystem::path& root) override;
    void retry(const std::filesystem::path& folder) override;
    void wait(std::optional<std::chrono::milliseconds> longest,
              std::vector<FolderEvent>& events) override;
    void interrupt() override;

private:
    std::vector<FolderEvent> m_events;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_interrupted = false;
};

} // namespace lookalike
