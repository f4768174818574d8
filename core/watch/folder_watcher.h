// SPDX-License-Identifier: GPL-3.0-or-later
// The seam to what the operating system says of changes: inotify on Linux, FSEvents on macOS,
// ReadDirectoryChangesW on Windows.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lookalike {

/// Why the system does not tell of changes in a folder.
enum class WatchGap {
    None,
    Network,       ///< only changes made on this computer would be told
    NoMoreWatches, ///< the system, or the program's share of it, watches no more
    Unsupported,   ///< the system cannot watch here
    Missing,       ///< the folder is not there
};

/// A hint where to look. It may be late or superfluous and is no truth of its own.
struct FolderEvent {
    enum class Kind {
        FileChanged,  ///< a file came, went, or changed other than by writing
        WritingBegan, ///< a file is new or being written
        WritingEnded, ///< a file was closed after writing, renamed or removed
        TreeChanged,  ///< a folder came, went, or changed with all that is below it
        EventsLost,   ///< anything may have happened below a folder
        NotWatched,   ///< changes below a folder are not told, see `gap`
    };
    Kind kind = Kind::FileChanged;
    std::filesystem::path path; ///< of the file or folder
    WatchGap gap = WatchGap::None;
};

/// Watches folder trees. Symbolic links are not followed. Use an object on one thread; only
/// interrupt() may be called from any. Nothing fails: what cannot be watched is told.
class FolderWatcher {
public:
    /// Returns true for a folder that is not to be watched, with all that is below it.
    using Test = std::function<bool(const std::filesystem::path& folder)>;

    virtual ~FolderWatcher() = default;
    /// Watches a root, which lies in no other, and all below it. What happens from the return on
    /// is told by wait(), and so is what cannot be watched.
    virtual void watch(const std::filesystem::path& root, Test leavesOut) = 0;
    virtual void unwatch(const std::filesystem::path& root) = 0;
    /// Tries again to watch a folder that NotWatched named. Sends NotWatched again if that fails.
    virtual void retry(const std::filesystem::path& folder) = 0;
    /// Appends what happened, after waiting for something to happen, for `longest` at most, or for
    /// interrupt().
    virtual void wait(std::optional<std::chrono::milliseconds> longest,
                      std::vector<FolderEvent>& events) = 0;
    /// Ends the wait() under way, or the next one.
    virtual void interrupt() = 0;
};

struct WatcherOptions {
    /// Folders to watch at most; 0: most of what the system allows, as other programs need some,
    /// too. Only Linux counts folders.
    std::size_t maxWatches = 0;
    /// Returns true for folders on network drives.
    std::function<bool(const std::filesystem::path&)> isOnNetwork;
};

/// Returns the watcher of this system. Where there is none, it tells NotWatched of everything.
[[nodiscard]] std::unique_ptr<FolderWatcher> makeFolderWatcher(WatcherOptions options = {});

} // namespace lookalike
