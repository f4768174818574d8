// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/sha1.h"

#include <array>
#include <bit>
#include <cstdint>

namespace lookalike {

namespace {

using State = std::array<std::uint32_t, 5>;

void processBlock(State& state, const std::uint8_t* block)
{
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 16; ++i)
        for (std::size_t byte = 0; byte < 4; ++byte)
            words[i] = words[i] << 8 | block[4 * i + byte];
    for (std::size_t i = 16; i < 80; ++i)
        words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
        std::uint32_t mixed = 0;
        std::uint32_t constant = 0;
        if (i < 20) {
            mixed = (b & c) | (~b & d);
            constant = 0x5a827999U;
        } else if (i < 40) {
            mixed = b ^ c ^ d;
            constant = 0x6ed9eba1U;
        } else if (i < 60) {
            mixed = (b & c) | (b & d) | (c & d);
            constant = 0x8f1bbcdcU;
        } else {
            mixed = b ^ c ^ d;
            constant = 0xca62c1d6U;
        }
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + constant + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

} // namespace

std::string sha1Hex(std::string_view text)
{
    State state{0x67452301U, 0xefcdab89U, 0x98badcfeU, 0x10325476U, 0xc3d2e1f0U};
    std::string padded(text);
    padded.push_back(static_cast<char>(0x80));
    while (padded.size() % 64 != 56)
        padded.push_back(0);
    const std::uint64_t bits = std::uint64_t{text.size()} * 8;
    for (int shift = 56; shift >= 0; shift -= 8)
        padded.push_back(static_cast<char>(bits >> shift & 0xff));
    for (std::size_t at = 0; at < padded.size(); at += 64)
        processBlock(state, reinterpret_cast<const std::uint8_t*>(padded.data()) + at);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const std::uint32_t word : state)
        for (int shift = 28; shift >= 0; shift -= 4)
            hex.push_back(kDigits[word >> shift & 0xf]);
    return hex;
}

std::string gitBlobId(std::string_view content)
{
    std::string blob = "blob " + std::to_string(content.size());
    blob.push_back(0);
    return sha1Hex(blob.append(content));
}

} // namespace lookalike
