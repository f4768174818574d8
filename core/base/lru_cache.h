// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <utility>

namespace lookalike {

/// A cache that drops the least recently used value. For a few dozen entries, because it searches
/// linearly. Thread-safe.
template <class Key, class Value>
class LruCache {
public:
    explicit LruCache(std::size_t capacity)
        : m_capacity(capacity)
    {}

    [[nodiscard]] std::optional<Value> find(const Key& key)
    {
        const std::lock_guard lock(m_mutex);
        const auto entry = position(key);
        if (entry == m_entries.end())
            return std::nullopt;
        m_entries.splice(m_entries.begin(), m_entries, entry);
        return entry->second;
    }
    void insert(Key key, Value value)
    {
        const std::lock_guard lock(m_mutex);
        if (const auto entry = position(key); entry != m_entries.end())
            m_entries.erase(entry);
        m_entries.emplace_front(std::move(key), std::move(value));
        if (m_entries.size() > m_capacity)
            m_entries.pop_back();
    }

private:
    auto position(const Key& key)
    {
        return std::find_if(m_entries.begin(), m_entries.end(),
                            [&](const auto& entry) { return entry.first == key; });
    }

    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::list<std::pair<Key, Value>> m_entries;
};

} // namespace lookalike
