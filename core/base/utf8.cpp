// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

#include <cstdint>

namespace lookalike {

// Accepts well-formed UTF-8 by table 3-7 of the Unicode Standard: no overlong forms, no surrogates.
CodePoint decodeUtf8(std::string_view bytes) noexcept
{
    const auto at = [bytes](std::size_t i) -> std::uint32_t {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const std::uint32_t lead = at(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead < 0xC2   ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0)
        return {};
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0U) != 0x80U)
            return {};
        value = (value << 6) | (at(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    if (overlong || surrogate || value > 0x10FFFF)
        return {};
    return {value, length};
}

std::string toUtf8(std::string_view bytes)
{
    bool isUtf8 = true;
    for (std::string_view rest = bytes; !rest.empty() && isUtf8;) {
        const std::size_t length = decodeUtf8(rest).length;
        isUtf8 = length > 0;
        rest.remove_prefix(length);
    }
    if (isUtf8)
        return std::string(bytes);
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0U | (byte >> 6U));
            text += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return text;
}

std::string_view cutUtf8(std::string_view text, std::size_t most) noexcept
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
        --most;
    return text.substr(0, most);
}

} // namespace lookalike
