// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/blind_watcher.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lookalike {

void BlindWatcher::watch(const std::filesystem::path& root, Test leavesOut)
{
    static_cast<void>(leavesOut);
    retry(root);
}

void BlindWatcher::unwatch(const std::filesystem::path& root)
{
    static_cast<void>(root);
}

void BlindWatcher::retry(const std::filesystem::path& folder)
{
    m_events.push_back({FolderEvent::Kind::NotWatched, folder, WatchGap::Unsupported});
}

void BlindWatcher::wait(std::optional<std::chrono::milliseconds> longest,
                        std::vector<FolderEvent>& events)
{
    if (!m_events.empty()) {
        std::ranges::move(std::exchange(m_events, {}), std::back_inserter(events));
        return;
    }
    std::unique_lock lock(m_mutex);
    const auto interrupted = [this] { return m_interrupted; };
    if (longest)
        m_wake.wait_for(lock, *longest, interrupted);
    else
        m_wake.wait(lock, interrupted);
    m_interrupted = false;
}

void BlindWatcher::interrupt()
{
    {
        const std::lock_guard lock(m_mutex);
        m_interrupted = true;
    }
    m_wake.notify_one();
}

} // namespace lookalike
