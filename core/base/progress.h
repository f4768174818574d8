// SPDX-License-Identifier: GPL-3.0-or-later
// Progress of long work: one struct through one throttled callback.
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

/// A stable lower-case name for JSON output ("scanning").
[[nodiscard]] const char* stageName(Stage stage) noexcept;

/// One moment of a run. A value: safe to hand to another thread.
struct Progress {
    Stage stage = Stage::Scanning;
    std::uint64_t done = 0;                        ///< items finished, failures included
    std::uint64_t total = 0;                       ///< 0 while it is not known
    std::uint64_t failed = 0;                      ///< items that ended with an error
    std::uint64_t bytes = 0;                       ///< bytes read from originals so far
    double rate = 0;                               ///< items a second over the last 10 seconds
    std::optional<std::chrono::seconds> remaining; ///< only when it is known
    std::filesystem::path current;                 ///< the item last begun or finished
};

using ProgressCallback = std::function<void(const Progress&)>;

/// Collects progress from any thread and calls back at most every 60 ms; the first report, the
/// last, and every change of stage always get through. The callback runs on the reporting thread,
/// one call at a time, and must not report again.
class ProgressReporter {
public:
    using Clock = std::chrono::steady_clock;
    /// `now` is asked for the time; tests pass a clock of their own.
    explicit ProgressReporter(ProgressCallback callback,
                              std::function<Clock::time_point()> now = &Clock::now);

    /// Starts a stage at done = 0; failed and bytes go on counting.
    void setStage(Stage stage, std::uint64_t total);
    void setTotal(std::uint64_t total);
    /// One more item ended. `bytes` is what was read for it.
    void advance(const std::filesystem::path& item, bool failed, std::uint64_t bytes = 0);
    /// The last report: stage Finished, never throttled.
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
    std::mutex m_callbackMutex; ///< taken before m_mutex, never after it
    mutable std::mutex m_mutex;
    Progress m_progress;
    std::deque<Sample> m_samples;
    Clock::time_point m_lastReport{};
    bool m_reported = false;
    bool m_finished = false;
};

} // namespace lookalike
