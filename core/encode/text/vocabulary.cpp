// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/vocabulary.h"

#include <algorithm>
#include <functional>

namespace lookalike {
namespace {

std::size_t hashOf(std::string_view token)
{
    return std::hash<std::string_view>{}(token);
}

/// The bits of a hash that its slot does not say.
std::uint32_t checkOf(std::size_t hash)
{
    return static_cast<std::uint32_t>(hash >> (8 * sizeof(hash) - 32));
}

} // namespace

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
        grow();
    const std::size_t hash = hashOf(token);
    const std::size_t slot = slotOf(token, hash);
    if (m_slots[slot].id != kNone)
        return fail(ErrorCode::Broken, "\"%1\" has the token %2 twice"_msg(field, token));
    if (index >= m_entries.size())
        m_entries.resize(index + 1);
    m_entries[index] = {static_cast<std::uint32_t>(m_bytes.size()),
                        static_cast<std::uint32_t>(token.size())};
    m_bytes += token;
    m_slots[slot] = {static_cast<std::uint32_t>(index), checkOf(hash)};
    m_longest = std::max(m_longest, token.size());
    ++m_count;
    return {};
}

std::optional<TokenId> Vocabulary::find(std::string_view token) const
{
    if (m_slots.empty() || token.size() > m_longest)
        return std::nullopt;
    const std::uint32_t id = m_slots[slotOf(token, hashOf(token))].id;
    return id == kNone ? std::nullopt : std::optional<TokenId>(id);
}

std::string_view Vocabulary::token(TokenId id) const
{
    if (id >= m_entries.size() || m_entries[id].offset == kNone)
        return {};
    return std::string_view(m_bytes).substr(m_entries[id].offset, m_entries[id].length);
}

std::size_t Vocabulary::slotOf(std::string_view token, std::size_t hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    while (m_slots[slot].id != kNone &&
           (m_slots[slot].hash != checkOf(hash) || this->token(m_slots[slot].id) != token))
        slot = (slot + 1) & mask;
    return slot;
}

void Vocabulary::grow()
{
    m_slots.assign(std::max<std::size_t>(1024, m_slots.size() * 2), {});
    for (std::size_t id = 0; id < m_entries.size(); ++id)
        if (m_entries[id].offset != kNone) {
            const std::string_view token = this->token(static_cast<TokenId>(id));
            const std::size_t hash = hashOf(token);
            m_slots[slotOf(token, hash)] = {static_cast<std::uint32_t>(id), checkOf(hash)};
        }
}

} // namespace lookalike
