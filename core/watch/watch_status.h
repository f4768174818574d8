// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watch/folder_watcher.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace lookalike {

/// How often folders are looked through that the system does not watch.
inline constexpr std::chrono::minutes kPollInterval{10};

/// A folder that is looked through from time to time, with all below it.
struct PolledFolder {
    std::filesystem::path path;
    WatchGap reason = WatchGap::None;
    bool operator==(const PolledFolder&) const = default;
};

/// How changes in the library's folders are noticed. A value.
struct WatchStatus {
    bool isOn = false;
    std::vector<PolledFolder> polled;
    /// How often the system lost events, so that whole folders had to be looked through.
    std::uint64_t timesLost = 0;
    bool operator==(const WatchStatus&) const = default;
};

/// Returns a stable lower-case name for JSON output ("network").
[[nodiscard]] const char* watchGapName(WatchGap gap) noexcept;

} // namespace lookalike
