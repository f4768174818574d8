// SPDX-License-Identifier: GPL-3.0-or-later
// The system's watcher, which now and then loses what it would have told, as a full queue does.
#pragma once

#include "core/watch/folder_watcher.h"

#include <atomic>
#include <random>
#include <utility>

namespace lookalike::testing {

class ForgetfulWatcher final : public FolderWatcher {
public:
    /// Of `rounds` rounds of events, about one is lost; 0: none.
    ForgetfulWatcher(std::unique_ptr<FolderWatcher> watcher, unsigned rounds,
                     std::shared_ptr<std::atomic<int>> losses)
        : m_watcher(std::move(watcher))
        , m_rounds(rounds)
        , m_losses(std::move(losses))
    {}
    void watch(const std::filesystem::path& root, Test leavesOut) override
    {
        m_roots.push_back({root, leavesOut});
        m_watcher->watch(root, std::move(leavesOut));
    }
    void unwatch(const std::filesystem::path& root) override
    {
        std::erase_if(m_roots, [&](const auto& each) { return each.first == root; });
        m_watcher->unwatch(root);
    }
    void retry(const std::filesystem::path& folder) override { m_watcher->retry(folder); }
    void wait(std::optional<std::chrono::milliseconds> longest,
              std::vector<FolderEvent>& events) override
    {
        std::vector<FolderEvent> told;
        m_watcher->wait(longest, told);
        if (m_rounds > 0 && !told.empty() && m_random() % m_rounds == 0) {
            ++*m_losses;
            told.clear();
            // As a real watcher does: new folders may be among what is lost.
            for (const auto& [root, leavesOut] : m_roots) {
                m_watcher->unwatch(root);
                m_watcher->watch(root, leavesOut);
                told.push_back({FolderEvent::Kind::EventsLost, root, WatchGap::None});
            }
        }
        for (FolderEvent& event : told)
            events.push_back(std::move(event));
    }
    void interrupt() override { m_watcher->interrupt(); }

private:
    const std::unique_ptr<FolderWatcher> m_watcher;
    const unsigned m_rounds;
    const std::shared_ptr<std::atomic<int>> m_losses;
    std::vector<std::pair<std::filesystem::path, Test>> m_roots;
    std::mt19937 m_random{42};
};

} // namespace lookalike::testing
