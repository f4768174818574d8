// SPDX-License-Identifier: GPL-3.0-or-later
// Letter case of A to Z only. Independent of the locale; other bytes, which may be parts of UTF-8,
// stay unchanged.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace lookalike {

[[nodiscard]] constexpr char asciiLower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string asciiLower(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return asciiLower(c); });
    return lower;
}

[[nodiscard]] constexpr bool equalInAnyCase(std::string_view a, std::string_view b) noexcept
{
    return std::ranges::equal(a, b, [](char x, char y) { return asciiLower(x) == asciiLower(y); });
}

} // namespace lookalike
