// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/grouping.h"

#include <algorithm>
#include <limits>

namespace lookalike {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// The edges of each node.
class Adjacency {
public:
    Adjacency(std::size_t nodes, std::span<const RelationEdge> edges)
        : m_edges(edges)
        , m_starts(nodes + 1)
        , m_list(edges.size() * 2)
    {
        for (const RelationEdge& edge : edges) {
            ++m_starts[edge.a + 1];
            ++m_starts[edge.b + 1];
        }
        for (std::size_t node = 0; node < nodes; ++node)
            m_starts[node + 1] += m_starts[node];
        std::vector<std::size_t> next(m_starts.begin(), m_starts.end() - 1);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            m_list[next[edges[i].a]++] = i;
            m_list[next[edges[i].b]++] = i;
        }
    }
    [[nodiscard]] std::span<const std::size_t> of(std::uint32_t node) const
    {
        return std::span(m_list).subspan(m_starts[node], m_starts[node + 1] - m_starts[node]);
    }
    [[nodiscard]] std::uint32_t other(std::size_t edge, std::uint32_t node) const
    {
        return m_edges[edge].a == node ? m_edges[edge].b : m_edges[edge].a;
    }

private:
    std::span<const RelationEdge> m_edges;
    std::vector<std::size_t> m_starts;
    std::vector<std::size_t> m_list;
};

} // namespace

std::vector<Star> coverWithStars(std::size_t nodes, std::span<const RelationEdge> edges,
                                 std::span<const std::uint32_t> order)
{
    const Adjacency adjacency(nodes, edges);
    std::vector<bool> taken(nodes);
    std::vector<Star> stars;
    for (const std::uint32_t keeper : order) {
        if (taken[keeper])
            continue;
        Star star;
        star.keeper = keeper;
        for (const std::size_t edge : adjacency.of(keeper)) {
            const std::uint32_t member = adjacency.other(edge, keeper);
            if (member == keeper || taken[member] || star.edges.size() + 1 >= kMaxGroupMembers)
                continue;
            taken[member] = true;
            star.edges.push_back(edge);
        }
        if (star.edges.empty())
            continue;
        taken[keeper] = true;
        stars.push_back(std::move(star));
    }
    return stars;
}

std::vector<RelationEdge> pairsToComplete(std::size_t nodes, std::span<const RelationEdge> edges,
                                          std::span<const Star> stars,
                                          const std::function<bool(RelationEdge)>& isKnown)
{
    const Adjacency adjacency(nodes, edges);
    std::vector<std::uint32_t> askedBy(nodes, kNone); // the keeper that looked at a node last
    std::vector<RelationEdge> pairs;
    for (const Star& star : stars) {
        const std::uint32_t keeper = star.keeper;
        askedBy[keeper] = keeper;
        for (const std::size_t edge : adjacency.of(keeper))
            askedBy[adjacency.other(edge, keeper)] = keeper;
        std::size_t asked = 0;
        for (const std::size_t edge : star.edges) {
            const std::uint32_t member = adjacency.other(edge, keeper);
            for (const std::size_t further : adjacency.of(member)) {
                const std::uint32_t node = adjacency.other(further, member);
                if (askedBy[node] == keeper || asked == kMaxGroupMembers)
                    continue;
                askedBy[node] = keeper;
                const RelationEdge pair{std::min(keeper, node), std::max(keeper, node)};
                if (isKnown(pair))
                    continue;
                ++asked;
                pairs.push_back(pair);
            }
        }
    }
    std::ranges::sort(pairs, [](const RelationEdge& left, const RelationEdge& right) {
        return left.a != right.a ? left.a < right.a : left.b < right.b;
    });
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    return pairs;
}

} // namespace lookalike
