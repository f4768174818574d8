// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/in_flight.h"

namespace lookalike {

bool InFlight::claim(const ContentHash& hash, const Follower& copy)
{
    const std::lock_guard lock(m_mutex);
    const auto [entry, first] = m_waiting.try_emplace(hash);
    if (!first)
        entry->second.push_back(copy);
    return first;
}

std::vector<InFlight::Follower> InFlight::finish(const ContentHash& hash)
{
    const std::lock_guard lock(m_mutex);
    auto entry = m_waiting.extract(hash);
    return entry ? std::move(entry.mapped()) : std::vector<Follower>();
}

} // namespace lookalike
