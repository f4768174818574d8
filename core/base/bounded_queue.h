// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace lookalike {

/// A queue of limited capacity between pipeline stages, so that memory and pending work do not grow
/// with the library. Thread-safe for any number of producers and consumers.
template <class T>
class BoundedQueue {
public:
    /// `capacity` below 1 counts as 1.
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(std::max<std::size_t>(capacity, 1))
    {}

    /// Waits for free space. Returns false and drops `item` once the queue is closed.
    [[nodiscard]] bool push(T item)
    {
        std::unique_lock lock(m_mutex);
        m_roomMade.wait(lock, [&] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed)
            return false;
        m_items.push_back(std::move(item));
        lock.unlock();
        m_itemAdded.notify_one();
        return true;
    }

    /// Waits for an item. Returns nothing once the queue is closed and empty.
    [[nodiscard]] std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_itemAdded.wait(lock, [&] { return m_closed || !m_items.empty(); });
        if (m_items.empty())
            return std::nullopt;
        return takeFront(lock);
    }

    /// Returns an item if one is available now.
    [[nodiscard]] std::optional<T> tryPop()
    {
        std::unique_lock lock(m_mutex);
        if (m_items.empty())
            return std::nullopt;
        return takeFront(lock);
    }

    /// Ends all pushes. Items in the queue can still be popped.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_roomMade.notify_all();
        m_itemAdded.notify_all();
    }

    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    std::optional<T> takeFront(std::unique_lock<std::mutex>& lock)
    {
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        lock.unlock();
        m_roomMade.notify_one();
        return item;
    }

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_roomMade;
    std::condition_variable m_itemAdded;
    std::deque<T> m_items;
    bool m_closed = false;
};

} // namespace lookalike
