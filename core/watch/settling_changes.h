// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watch/changed_folders.h"
#include "core/watch/folder_watcher.h"

#include <chrono>
#include <map>
#include <optional>

namespace lookalike {

/// How long changes settle.
struct SettlingTimes {
    std::chrono::milliseconds quiet{300};     ///< since the last change in a place
    std::chrono::milliseconds patience{2000}; ///< since the first one, if changes do not end
    /// Since a file was last written to, if it was not closed: then it counts as complete.
    std::chrono::milliseconds unclosed{2000};
};

/// Collects events until the places that they name have come to rest. Knows no clock: the caller
/// says what time it is. One thread.
class SettlingChanges {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit SettlingChanges(const SettlingTimes& times = {})
        : m_times(times)
    {}

    /// Adds an event; NotWatched means nothing here.
    void add(const FolderEvent& event, Time now);
    /// Drops all that lies in a folder.
    void drop(const std::filesystem::path& folder);
    /// Returns when takeDue() will return something next; nothing if nothing is on its way.
    [[nodiscard]] std::optional<Time> nextDue() const;
    /// Takes the places that are at rest, with all unfinished files.
    [[nodiscard]] ChangedFolders takeDue(Time now);
    [[nodiscard]] std::set<std::filesystem::path> unfinished() const;

private:
    struct Span {
        Time first;
        Time last;
    };
    using Places = std::map<std::filesystem::path, Span>;

    static void touch(Places& places, const std::filesystem::path& place, Time now);
    [[nodiscard]] Time dueTime(const Span& span) const;
    [[nodiscard]] std::set<std::filesystem::path> take(Places& places, Time now) const;

    const SettlingTimes m_times;
    Places m_trees;
    Places m_folders;
    std::map<std::filesystem::path, Time>
        m_written; ///< unfinished files, and when they were written
};

} // namespace lookalike
