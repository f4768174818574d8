// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/natural_order.h"

#include "core/base/ascii.h"

#include <cstddef>

namespace lookalike {

namespace {

constexpr bool isDigitOfName(char c) noexcept
{
    return c >= '0' && c <= '9';
}

/// Cuts a number off the front of the text and returns it without leading zeros.
std::string_view takeNumber(std::string_view& text) noexcept
{
    std::size_t length = 0;
    while (length < text.size() && isDigitOfName(text[length]))
        ++length;
    std::string_view number = text.substr(0, length);
    text.remove_prefix(length);
    while (number.size() > 1 && number.front() == '0')
        number.remove_prefix(1);
    return number;
}

} // namespace

std::strong_ordering compareNaturally(std::string_view a, std::string_view b) noexcept
{
    std::string_view restOfA = a;
    std::string_view restOfB = b;
    while (!restOfA.empty() && !restOfB.empty()) {
        if (isDigitOfName(restOfA.front()) && isDigitOfName(restOfB.front())) {
            const std::string_view first = takeNumber(restOfA);
            const std::string_view second = takeNumber(restOfB);
            if (const auto order = first.size() <=> second.size(); order != 0)
                return order;
            if (const auto order = first <=> second; order != 0)
                return order;
            continue;
        }
        const auto first = static_cast<unsigned char>(asciiLower(restOfA.front()));
        const auto second = static_cast<unsigned char>(asciiLower(restOfB.front()));
        if (first != second)
            return first <=> second;
        restOfA.remove_prefix(1);
        restOfB.remove_prefix(1);
    }
    if (const auto order = restOfA.size() <=> restOfB.size(); order != 0)
        return order;
    return a <=> b;
}

} // namespace lookalike
