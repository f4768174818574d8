// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <stop_token>
#include <utility>

namespace lookalike {

/// Limits the memory that all pictures of a program use at once while they are being decoded, in
/// this process or in others. Requests are served in order. Thread-safe.
class DecodeBudget {
public:
    explicit DecodeBudget(std::uint64_t bytes)
        : m_bytes(bytes)
    {}
    DecodeBudget(const DecodeBudget&) = delete;
    DecodeBudget& operator=(const DecodeBudget&) = delete;

    /// A reservation from the budget, released on destruction. Must not outlive the budget.
    class Room {
    public:
        Room() = default;
        Room(Room&& other) noexcept
            : m_budget(std::exchange(other.m_budget, nullptr))
            , m_bytes(std::exchange(other.m_bytes, 0))
        {}
        Room& operator=(Room&& other) noexcept
        {
            std::swap(m_budget, other.m_budget);
            std::swap(m_bytes, other.m_bytes);
            return *this;
        }
        ~Room();

    private:
        friend class DecodeBudget;
        DecodeBudget* m_budget = nullptr;
        std::uint64_t m_bytes = 0;
    };

    /// Waits until `bytes` are available. A request larger than the whole budget waits until no
    /// reservation is held. A thread that holds a reservation must not request another one. Fails
    /// with Cancelled.
    [[nodiscard]] Result<Room> take(std::uint64_t bytes, const std::stop_token& stop);

private:
    const std::uint64_t m_bytes;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::uint64_t m_held = 0;
    std::list<std::uint64_t> m_waiting; ///< pending requests, in order of arrival
};

/// Returns a function for DecodeRequest::takeRoom that reserves the memory of one picture and holds
/// it until the function object is destroyed. A second call releases the first reservation before
/// it waits. The budget must outlive the function.
[[nodiscard]] std::function<Result<void>(std::uint64_t bytes)> roomTaker(DecodeBudget& budget,
                                                                         std::stop_token stop);

/// Returns the default budget for this machine: a quarter of its memory, within limits.
[[nodiscard]] std::uint64_t usualDecodeBudget();

} // namespace lookalike
