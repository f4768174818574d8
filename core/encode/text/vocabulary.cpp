// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/vocabulary.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace lookalike {

Result<> Vocabulary::add(std::string_view token, std::int64_t id, std::string_view field)
{
    if (id < 0 || static_cast<std::uint64_t>(id) >= kMaxTokens)
        return fail(ErrorCode::Broken, "\"%1\" has the id %2, which is not between 0 and %3"_msg(
                                           field, id, kMaxTokens - 1));
    if (token.size() > kMaxTokenBytes)
        return fail(ErrorCode::Broken, "\"%1\" has a token that is too long"_msg(field));
    const auto index = static_cast<std::size_t>(id);
    if (index < m_entries.size() && m_entries[index].offset != kNone)
        return fail(ErrorCode::Broken, "\"%1\" has the id %2 twice"_msg(field, id));
    if ((m_count + 1) * 2 > m_slots.size())
        growTo(std::max<std::size_t>(1024, m_slots.size() * 2));
    Slot& slot = m_slots[slotOf(token)];
    if (slot.id != kNone)
        return fail(ErrorCode::Broken, "\"%1\" has the token %2 twice"_msg(field, token));
    if (index >= m_entries.size())
        m_entries.resize(index + 1);
    m_entries[index] = {static_cast<std::uint32_t>(m_bytes.size()),
                        static_cast<std::uint32_t>(token.size())};
    m_bytes += token;
    fill(slot, token, static_cast<TokenId>(index));
    m_longest = std::max(m_longest, token.size());
    ++m_count;
    return {};
}

void Vocabulary::reserve(std::size_t tokens)
{
    if (const std::size_t slots = std::bit_ceil(2 * tokens); slots > m_slots.size())
        growTo(slots);
}

std::optional<TokenId> Vocabulary::find(std::string_view token) const
{
    if (m_slots.empty() || token.size() > m_longest)
        return std::nullopt;
    const std::uint32_t id = m_slots[slotOf(token)].id;
    return id == kNone ? std::nullopt : std::optional<TokenId>(id);
}

std::string_view Vocabulary::token(TokenId id) const
{
    if (id >= m_entries.size() || m_entries[id].offset == kNone)
        return {};
    return std::string_view(m_bytes).substr(m_entries[id].offset, m_entries[id].length);
}

bool Vocabulary::holds(const Slot& slot, std::string_view token) const
{
    if (slot.length != token.size())
        return false;
    const std::size_t inSlot = std::min(token.size(), slot.begin.size());
    return std::memcmp(slot.begin.data(), token.data(), inSlot) == 0 &&
           (inSlot == token.size() || this->token(slot.id) == token);
}

std::size_t Vocabulary::slotOf(std::string_view token) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(token)&mask;
    while (m_slots[slot].id != kNone && !holds(m_slots[slot], token))
        slot = (slot + 1) & mask;
    return slot;
}

void Vocabulary::fill(Slot& slot, std::string_view token, TokenId id)
{
    slot.id = id;
    slot.length = static_cast<std::uint32_t>(token.size());
    std::copy_n(token.data(), std::min(token.size(), slot.begin.size()), slot.begin.data());
}

void Vocabulary::growTo(std::size_t slots)
{
    m_slots.assign(slots, {});
    for (std::size_t id = 0; id < m_entries.size(); ++id)
        if (m_entries[id].offset != kNone) {
            const std::string_view token = this->token(static_cast<TokenId>(id));
            fill(m_slots[slotOf(token)], token, static_cast<TokenId>(id));
        }
}

} // namespace lookalike
