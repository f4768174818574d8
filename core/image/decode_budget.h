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

/// The memory that all pictures of a program may take at once while they are decoded, wherever that
/// is. Those who ask are served in turn. Thread-safe.
class DecodeBudget {
public:
    explicit DecodeBudget(std::uint64_t bytes)
        : m_bytes(bytes)
    {}
    DecodeBudget(const DecodeBudget&) = delete;
    DecodeBudget& operator=(const DecodeBudget&) = delete;

    /// A part of the budget, given back with this object, which must not outlive the budget.
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

    /// Waits until there is room for so many bytes; who asks for more than there is waits until
    /// nobody holds any. A thread that holds room must not ask for more. Fails with Cancelled.
    [[nodiscard]] Result<Room> take(std::uint64_t bytes, const std::stop_token& stop);

private:
    const std::uint64_t m_bytes;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::uint64_t m_held = 0;
    std::list<std::uint64_t> m_waiting; ///< what is asked for, first come first
};

/// Takes the room of one picture as its codec asks for it (DecodeRequest::takeRoom) and holds it as
/// long as the function exists; a second call gives the first one's room back before it waits. The
/// budget must outlive the function.
[[nodiscard]] std::function<Result<void>(std::uint64_t bytes)> roomTaker(DecodeBudget& budget,
                                                                         std::stop_token stop);

/// What a program may give to decoding on this machine: a quarter of its memory, within limits.
[[nodiscard]] std::uint64_t usualDecodeBudget();

} // namespace lookalike
