// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/exif_date.h"

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

namespace lookalike {

std::optional<std::int64_t> parseExifDate(std::string_view text) noexcept
{
    constexpr std::array<std::pair<std::size_t, std::size_t>, 6> kFields{
        {{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}}};
    std::array<int, 6> values{};
    for (std::size_t i = 0; i < kFields.size(); ++i) {
        const auto [offset, length] = kFields[i];
        if (text.size() < offset + length)
            return std::nullopt;
        const char* const begin = text.data() + offset;
        const auto [end, error] = std::from_chars(begin, begin + length, values[i]);
        if (error != std::errc() || end != begin + length)
            return std::nullopt;
    }
    const auto [year, month, day, hour, minute, second] = values;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1800 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || second < 0 || second > 60)
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return days * 86400 + std::int64_t{hour} * 3600 + std::int64_t{minute} * 60 + second;
}

} // namespace lookalike
