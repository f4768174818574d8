// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/precompiled_map.h"

#include "core/encode/text/unicode.h"

#include <cstring>

namespace lookalike {
namespace {

// The units of darts-clone.
bool hasLeaf(std::uint32_t unit)
{
    return ((unit >> 8U) & 1U) != 0;
}
std::uint32_t leafValue(std::uint32_t unit)
{
    return unit & 0x7FFFFFFFU;
}
std::uint32_t unitLabel(std::uint32_t unit)
{
    return unit & 0x800000FFU;
}
std::uint32_t unitOffset(std::uint32_t unit)
{
    return (unit >> 10U) << ((unit & 0x200U) >> 6U);
}

constexpr std::size_t kMaxGraphemeBytes = 6;

} // namespace

Result<PrecompiledMap> PrecompiledMap::parse(std::string_view bytes)
{
    std::uint32_t trieBytes = 0;
    if (bytes.size() >= sizeof trieBytes)
        std::memcpy(&trieBytes, bytes.data(), sizeof trieBytes);
    if (bytes.size() < sizeof trieBytes || trieBytes > bytes.size() - sizeof trieBytes ||
        trieBytes % sizeof(std::uint32_t) != 0 || trieBytes == 0)
        return fail(ErrorCode::Broken, "\"precompiled_charsmap\" is damaged"_msg);
    PrecompiledMap map;
    map.m_units.resize(trieBytes / sizeof(std::uint32_t));
    std::memcpy(map.m_units.data(), bytes.data() + sizeof trieBytes, trieBytes);
    map.m_replacements = bytes.substr(sizeof trieBytes + trieBytes);
    return map;
}

std::optional<PrecompiledMap::Match> PrecompiledMap::search(std::string_view text,
                                                            bool longest) const
{
    std::optional<Match> match;
    std::size_t node = unitOffset(m_units[0]);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        node ^= byte;
        if (byte == 0 || node >= m_units.size() || unitLabel(m_units[node]) != byte)
            break;
        const std::uint32_t unit = m_units[node];
        node ^= unitOffset(unit);
        if (!hasLeaf(unit) || node >= m_units.size())
            continue;
        const std::size_t at = leafValue(m_units[node]);
        if (at >= m_replacements.size())
            continue;
        match = Match{i + 1, std::string_view(m_replacements.c_str() + at)};
        if (!longest)
            break;
    }
    return match;
}

std::optional<PrecompiledMap::Match> PrecompiledMap::longest(std::string_view text) const
{
    return search(text, true);
}

std::optional<PrecompiledMap::Match> PrecompiledMap::shortest(std::string_view text) const
{
    return search(text, false);
}

std::string PrecompiledMap::apply(std::string_view text) const
{
    std::string mapped;
    for (const std::string_view grapheme : graphemesOf(text)) {
        const auto whole =
            grapheme.size() < kMaxGraphemeBytes ? shortest(grapheme) : std::optional<Match>();
        if (whole) {
            mapped += whole->replacement;
            continue;
        }
        forEachCodePoint(grapheme, [&](char32_t, std::string_view bytes) {
            const auto match = shortest(bytes);
            mapped += match ? match->replacement : bytes;
        });
    }
    return mapped;
}

} // namespace lookalike
