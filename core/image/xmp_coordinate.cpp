// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/xmp_coordinate.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace lookalike {

std::optional<std::int64_t> parseCoordinate(std::string_view text, char negative, char positive,
                                            int limit)
{
    if (text.size() < 3 || (text.back() != negative && text.back() != positive))
        return std::nullopt;
    const double sign = text.back() == negative ? -1.0 : 1.0;
    std::string numbers(text.substr(0, text.size() - 1));
    double degrees = 0.0;
    double unit = 1.0;
    const char* at = numbers.c_str();
    for (int part = 0; part < 3; ++part, unit /= 60.0) {
        char* end = nullptr;
        const double value = std::strtod(at, &end);
        if (end == at || !std::isfinite(value) || value < 0.0)
            return std::nullopt;
        degrees += value * unit;
        if (*end == '\0')
            return degrees <= limit ? std::optional(std::llround(sign * degrees * kBillionths))
                                    : std::nullopt;
        if (*end != ',')
            return std::nullopt;
        at = end + 1;
    }
    return std::nullopt;
}

std::string coordinateText(std::int64_t billionthDegrees, char negative, char positive)
{
    constexpr std::int64_t kWhole = 1'000'000'000;
    const auto size = static_cast<std::uint64_t>(std::llabs(billionthDegrees));
    // Minutes with nine decimal places, independent of the locale.
    const std::uint64_t minutes = size % kWhole * 60;
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%llu,%llu.%09llu%c",
                  static_cast<unsigned long long>(size / kWhole),
                  static_cast<unsigned long long>(minutes / kWhole),
                  static_cast<unsigned long long>(minutes % kWhole),
                  billionthDegrees < 0 ? negative : positive);
    return text.data();
}

} // namespace lookalike
