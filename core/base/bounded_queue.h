// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace lookalike {

/// A queue between stages of a pipeline that holds at most so many bytes of items, so that memory
/// does not grow with the work. Any number of threads may push and pop.
template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacityBytes)
        : m_capacity(capacityBytes)
    {}

    /// Waits until `bytes` fit; an item larger than the whole capacity waits for an empty queue.
    /// False, and `item` is dropped, once the queue is closed or a stop is requested.
    [[nodiscard]] bool push(T item, std::size_t bytes, const std::stop_token& stop = {})
    {
        std::unique_lock lock(m_mutex);
        const bool ready = m_roomMade.wait(lock, stop, [&] { return m_closed || fits(bytes); });
        if (!ready || m_closed)
            return false;
        m_items.emplace_back(std::move(item), bytes);
        m_bytes += bytes;
        lock.unlock();
        m_itemAdded.notify_one();
        return true;
    }

    /// Waits for an item. Nothing once a stop is requested, or once the queue is closed and
    /// drained.
    [[nodiscard]] std::optional<T> pop(const std::stop_token& stop = {})
    {
        std::unique_lock lock(m_mutex);
        const bool ready =
            m_itemAdded.wait(lock, stop, [&] { return m_closed || !m_items.empty(); });
        if (!ready || m_items.empty())
            return std::nullopt;
        return takeFront(lock);
    }

    /// An item if there is one now.
    [[nodiscard]] std::optional<T> tryPop()
    {
        std::unique_lock lock(m_mutex);
        if (m_items.empty())
            return std::nullopt;
        return takeFront(lock);
    }

    /// No more pushes; what is in the queue can still be popped.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_roomMade.notify_all();
        m_itemAdded.notify_all();
    }

    [[nodiscard]] std::size_t bytes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bytes;
    }
    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    [[nodiscard]] bool fits(std::size_t bytes) const
    {
        return m_items.empty() || (bytes <= m_capacity && m_bytes <= m_capacity - bytes);
    }
    std::optional<T> takeFront(std::unique_lock<std::mutex>& lock)
    {
        std::optional<T> item(std::move(m_items.front().first));
        m_bytes -= m_items.front().second;
        m_items.pop_front();
        lock.unlock();
        // Items differ in size: the room may suit several small ones, or not the first in line.
        m_roomMade.notify_all();
        return item;
    }

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_roomMade;
    std::condition_variable_any m_itemAdded;
    std::deque<std::pair<T, std::size_t>> m_items;
    std::size_t m_bytes = 0;
    bool m_closed = false;
};

} // namespace lookalike
