// SPDX-License-Identifier: GPL-3.0-or-later
// Progress of long operations: one struct through one throttled callback.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>

namespace lookalike {

enum class Stage { Scanning, Reading, Publishing, Finished };

/// Returns a stable lower-case name for JSON output ("scanning").
[[nodiscard]] const char* stageName(Stage stage) noexcept;

/// A snapshot of a run. A value that may be passed to other threads.
struct Progress {
    Stage stage = Stage::Scanning;
    std::uint64_t done = 0;                        ///< finished items, including failures
    std::uint64_t total = 0;                       ///< 0 if unknown
    std::uint64_t failed = 0;                      ///< items that ended with an error
    std::uint64_t bytes = 0;                       ///< bytes read from originals so far
    double rate = 0;                               ///< items per second over the last 10 seconds
    std::optional<std::chrono::seconds> remaining; ///< only if known
    std::filesystem::path current;                 ///< the item last started or finished
};

using ProgressCallback = std::function<void(const Progress&)>;

/// Collects progress from any thread and calls back at most every 60 ms. The first report, the last
/// one, and every change of stage are never dropped. The callback runs on the reporting thread, one
/// call at a time, and must not report progress itself.
class ProgressReporter {
public:
    using Clock = std::chrono::steady_clock;
    /// `now` returns the time; tests pass their own clock.
    explicit ProgressReporter(ProgressCallback callback,
                              std::function<Clock::time_point()> now = &Clock::now);

    /// Starts a stage with done = 0; `failed` and `bytes` keep counting.
    void setStage(Stage stage, std::uint64_t total);
    void setTotal(std::uint64_t total);
    /// Counts one more item as finished. `bytes` is the number of bytes read for it.
    void advance(const std::filesystem::path& item, bool failed, std::uint64_t bytes = 0);
    /// Sends the last report, with stage Finished, which is never throttled.
    void finish();
    [[nodiscard]] Progress current() const;

private:
    struct Sample {
        Clock::time_point at;
        std::uint64_t done;
    };
    void updateRate(Clock::time_point now);
    void report(std::unique_lock<std::mutex>& lock, bool always);

    const ProgressCallback m_callback;
    const std::function<Clock::time_point()> m_now;
    std::mutex m_callbackMutex; ///< locked before m_mutex, never after it
    mutable std::mutex m_mutex;
    Progress m_progress;
    std::deque<Sample> m_samples;
    Clock::time_point m_lastReport{};
    bool m_reported = false;
    bool m_finished = false;
};

} // namespace lookalike
