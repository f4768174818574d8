// SPDX-License-Identifier: GPL-3.0-or-later
// The time of day where the user is. Any thread.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>

namespace lookalike {

/// Returns what a clock in the system's time zone shows `instant` seconds after 1970 began in UTC;
/// nothing where the system cannot tell.
[[nodiscard]] std::optional<std::tm> localTime(std::int64_t instant) noexcept;

/// The same as a number: the seconds by which a clock that shows this is ahead of the beginning of
/// 1970, as the capture date that a camera writes. `instant` itself where the system cannot tell.
[[nodiscard]] std::int64_t localSeconds(std::int64_t instant) noexcept;

/// The other way round: the first instant at which localSeconds() is `seconds` or more. One of
/// several where clocks are put back.
[[nodiscard]] std::int64_t instantOf(std::int64_t seconds) noexcept;

} // namespace lookalike
