// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace lookalike {

/// Sets of the numbers 0 .. size - 1, each in one of its own at first (Galler and Fisher,
/// Communications of the ACM, 1964). A set is called by its smallest member. A value; one thread.
class DisjointSets {
public:
    explicit DisjointSets(std::size_t size)
        : m_parent(size)
    {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
    }

    [[nodiscard]] std::size_t size() const noexcept { return m_parent.size(); }
    [[nodiscard]] std::size_t find(std::size_t member)
    {
        std::size_t set = member;
        while (m_parent[set] != set)
            set = m_parent[set];
        while (m_parent[member] != set)
            member = std::exchange(m_parent[member], set);
        return set;
    }
    void join(std::size_t a, std::size_t b)
    {
        const std::size_t first = find(a);
        const std::size_t second = find(b);
        m_parent[std::max(first, second)] = std::min(first, second);
    }

private:
    std::vector<std::size_t> m_parent;
};

} // namespace lookalike
