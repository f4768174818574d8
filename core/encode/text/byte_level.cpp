// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/byte_level.h"

#include "core/encode/text/unicode.h"

#include <array>

namespace lookalike {
namespace {

constexpr std::array<char32_t, 256> makeByteCharacters()
{
    std::array<char32_t, 256> characters{};
    char32_t next = 0x100;
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool printable =
            (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE);
        characters[byte] = printable ? byte : next++;
    }
    return characters;
}

constexpr std::array<char32_t, 256> kByteCharacters = makeByteCharacters();

} // namespace

std::string toByteCharacters(std::string_view bytes)
{
    std::string text;
    for (const char byte : bytes)
        appendUtf8(text, kByteCharacters[static_cast<unsigned char>(byte)]);
    return text;
}

} // namespace lookalike
