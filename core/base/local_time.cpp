// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/local_time.h"

#include <chrono>
#include <limits>
#include <numeric>

namespace lookalike {

namespace {

/// More than any zone is ahead of UTC, or behind it.
constexpr std::int64_t kFarthestZone = std::int64_t{26} * 3600;

} // namespace

std::optional<std::tm> localTime(std::int64_t instant) noexcept
{
    const auto time = static_cast<std::time_t>(instant);
    std::tm parts{};
#ifdef _WIN32
    const bool isKnown = ::localtime_s(&parts, &time) == 0;
#else
    const bool isKnown = ::localtime_r(&time, &parts) != nullptr;
#endif
    return isKnown ? std::optional(parts) : std::nullopt;
}

std::int64_t localSeconds(std::int64_t instant) noexcept
{
    using namespace std::chrono;
    const auto parts = localTime(instant);
    if (!parts)
        return instant;
    constexpr int kFirstYear = 1900; // of std::tm
    const sys_days day = year(parts->tm_year + kFirstYear) /
                         month(static_cast<unsigned>(parts->tm_mon) + 1) / parts->tm_mday;
    return (day.time_since_epoch() + hours(parts->tm_hour) + minutes(parts->tm_min) +
            seconds(parts->tm_sec))
        .count();
}

std::int64_t instantOf(std::int64_t seconds) noexcept
{
    using Limits = std::numeric_limits<std::int64_t>;
    if (seconds < Limits::min() + kFarthestZone || seconds > Limits::max() - kFarthestZone)
        return seconds; // no clock shows it
    std::int64_t first = seconds - kFarthestZone;
    std::int64_t end = seconds + kFarthestZone;
    while (first < end) {
        const std::int64_t middle = std::midpoint(first, end);
        if (localSeconds(middle) < seconds)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

} // namespace lookalike
