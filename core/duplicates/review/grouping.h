// SPDX-License-Identifier: GPL-3.0-or-later
// From verified pairs to groups. A group is a star: one keeper, and members that were each verified
// against it. Similarity is not transitive, so nothing is ever chained.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace lookalike {

/// Two nodes that are related. Nodes are numbers from 0 on, the caller's contents.
struct RelationEdge {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    bool operator==(const RelationEdge&) const = default;
};

struct Star {
    std::uint32_t keeper = 0;
    std::vector<std::size_t> edges; ///< numbers of the edges to its members, one each
};

/// Larger groups are cut: no user can review them, and no photo has so many copies.
inline constexpr std::size_t kMaxGroupMembers = 256;

/// Every node is in at most one star. `order` lists nodes, the best keeper first; a node that it
/// leaves out is never a keeper. Linear but for sorting.
[[nodiscard]] std::vector<Star> coverWithStars(std::size_t nodes,
                                               std::span<const RelationEdge> edges,
                                               std::span<const std::uint32_t> order);

/// Pairs of a keeper and a node that is no member of it but related to one of its members: worth
/// verifying, since a copy of a copy is most often a copy, too. Each once, without those for which
/// `isKnown`.
[[nodiscard]] std::vector<RelationEdge>
pairsToComplete(std::size_t nodes, std::span<const RelationEdge> edges, std::span<const Star> stars,
                const std::function<bool(RelationEdge)>& isKnown);

} // namespace lookalike
