// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watch/settling_changes.h"
#include "core/watch/watch_status.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace lookalike {

struct WatchOptions {
    SettlingTimes times;
    /// How often folders are looked through that the system does not watch.
    std::chrono::milliseconds pollInterval = kPollInterval;
    /// How often the program looks whether a root that is missing has come back.
    std::chrono::milliseconds returnInterval = std::chrono::seconds(15);
    /// Returns true for the program's own files, which change when it works. Any thread.
    std::function<bool(const std::filesystem::path&)> ignores;
};

struct WatchedRoot {
    std::filesystem::path path;
    std::vector<std::string> exclusions; ///< what the user leaves out, see core/files/exclusions.h
    bool operator==(const WatchedRoot&) const = default;
};

/// Notices where photos come, change and go, on a thread of its own that sleeps while nothing
/// happens. Any thread may call every method.
class PhotoWatch {
public:
    explicit PhotoWatch(std::unique_ptr<FolderWatcher> watcher, WatchOptions options = {});
    PhotoWatch(const PhotoWatch&) = delete;
    PhotoWatch& operator=(const PhotoWatch&) = delete;
    ~PhotoWatch();

    /// Watches these roots and no others. Returns when all of them are watched: a scan that begins
    /// afterwards misses nothing.
    void setRoots(std::vector<WatchedRoot> roots);
    /// Waits until something changed and has come to rest, and takes what is to be scanned. Empty
    /// only after a stop request.
    [[nodiscard]] ChangedFolders wait(const std::stop_token& stop);
    [[nodiscard]] WatchStatus status() const;

private:
    using Clock = std::chrono::steady_clock;

    void run(const std::stop_token& stop);
    void work(const std::stop_token& stop);
    /// Returns false if nothing was asked for.
    [[nodiscard]] bool applyRoots();
    void watch(const WatchedRoot& root);
    void take(const FolderEvent& event, Clock::time_point now);
    void poll(Clock::time_point now);
    [[nodiscard]] std::optional<std::chrono::milliseconds> timeToWait() const;
    void publish(ChangedFolders due);
    /// The system's watcher failed: everything is polled from now on.
    void goBlind();

    const WatchOptions m_options;

    // Of the thread alone.
    std::unique_ptr<FolderWatcher> m_watcher;
    std::vector<WatchedRoot> m_roots;
    SettlingChanges m_settling;
    std::map<std::filesystem::path, WatchGap> m_gaps;
    Clock::time_point m_lastPoll;
    Clock::time_point m_lastReturn;

    mutable std::mutex m_mutex; ///< for all below
    std::condition_variable_any m_changed;
    std::optional<std::vector<WatchedRoot>> m_wantedRoots;
    std::uint64_t m_wanted = 0;  ///< calls of setRoots()
    std::uint64_t m_applied = 0; ///< those that are done
    ChangedFolders m_due;
    WatchStatus m_status;
    std::jthread m_thread; ///< last member: joined before the others are destroyed
};

} // namespace lookalike
