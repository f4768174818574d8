// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode_budget.h"

#include <algorithm>
#include <memory>

#ifndef _WIN32
#include <unistd.h>
#endif

namespace lookalike {

DecodeBudget::Room::~Room()
{
    if (m_budget == nullptr)
        return;
    {
        const std::lock_guard lock(m_budget->m_mutex);
        m_budget->m_held -= m_bytes;
    }
    m_budget->m_changed.notify_all();
}

Result<DecodeBudget::Room> DecodeBudget::take(std::uint64_t bytes, const std::stop_token& stop)
{
    bytes = std::min(bytes, m_bytes);
    bool granted = false;
    {
        std::unique_lock lock(m_mutex);
        const auto mine = m_waiting.insert(m_waiting.end(), bytes);
        granted = m_changed.wait(
            lock, stop, [&] { return mine == m_waiting.begin() && m_held + bytes <= m_bytes; });
        m_waiting.erase(mine);
        if (granted)
            m_held += bytes;
    }
    m_changed.notify_all(); // wakes the next request
    if (!granted)
        return fail(ErrorCode::Cancelled, "Cancelled"_msg);
    Room room;
    room.m_budget = this;
    room.m_bytes = bytes;
    return room;
}

std::function<Result<void>(std::uint64_t)> roomTaker(DecodeBudget& budget, std::stop_token stop)
{
    auto room = std::make_shared<DecodeBudget::Room>();
    return [&budget, stop = std::move(stop),
            room = std::move(room)](std::uint64_t bytes) -> Result<void> {
        *room = {};
        auto taken = budget.take(bytes, stop);
        if (!taken)
            return fail(taken);
        *room = std::move(*taken);
        return {};
    };
}

std::uint64_t usualDecodeBudget()
{
    constexpr std::uint64_t kLeast = std::uint64_t{1} << 30U;
    constexpr std::uint64_t kMost = std::uint64_t{16} << 30U;
    std::uint64_t memory = 0;
#if !defined(_WIN32) && defined(_SC_PHYS_PAGES)
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long page = sysconf(_SC_PAGESIZE);
    if (pages > 0 && page > 0)
        memory = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
#endif
    return std::clamp(memory / 4, kLeast, kMost);
}

} // namespace lookalike
