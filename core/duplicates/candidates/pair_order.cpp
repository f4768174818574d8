// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/pair_order.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <queue>
#include <span>
#include <utility>

namespace lookalike {

namespace {

/// Pairs found by hashes, names or an earlier search have no cosine and are the likeliest.
float likelihood(const CandidatePair& pair)
{
    return pair.cosine > 0 ? pair.cosine : 1.0F;
}

/// The pairs of each content.
class PairGraph {
public:
    explicit PairGraph(std::span<const CandidatePair> pairs)
    {
        for (const CandidatePair& pair : pairs) {
            m_contents.push_back(pair.first);
            m_contents.push_back(pair.second);
        }
        std::ranges::sort(m_contents);
        m_contents.erase(std::unique(m_contents.begin(), m_contents.end()), m_contents.end());
        m_starts.resize(m_contents.size() + 1);
        for (const CandidatePair& pair : pairs) {
            ++m_starts[nodeOf(pair.first) + 1];
            ++m_starts[nodeOf(pair.second) + 1];
        }
        std::partial_sum(m_starts.begin(), m_starts.end(), m_starts.begin());
        m_pairs.resize(pairs.size() * 2);
        std::vector<std::size_t> next(m_starts.begin(), m_starts.end() - 1);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            m_pairs[next[nodeOf(pairs[i].first)]++] = i;
            m_pairs[next[nodeOf(pairs[i].second)]++] = i;
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return m_contents.size(); }
    [[nodiscard]] std::size_t nodeOf(ContentId content) const
    {
        return static_cast<std::size_t>(std::ranges::lower_bound(m_contents, content) -
                                        m_contents.begin());
    }
    [[nodiscard]] std::size_t otherEnd(const CandidatePair& pair, std::size_t node) const
    {
        return nodeOf(pair.first == m_contents[node] ? pair.second : pair.first);
    }
    [[nodiscard]] std::span<const std::size_t> pairsOf(std::size_t node) const
    {
        return std::span(m_pairs).subspan(m_starts[node], m_starts[node + 1] - m_starts[node]);
    }

private:
    std::vector<ContentId> m_contents; ///< ascending; nodes are indexes into it
    std::vector<std::size_t> m_starts;
    std::vector<std::size_t> m_pairs;
};

struct Step {
    double known;      ///< share of the node's pairs whose other end has been visited
    std::size_t since; ///< later steps win ties, because they are nearer
    std::size_t node;
    bool operator<(const Step& other) const noexcept
    {
        return known != other.known ? known < other.known : since < other.since;
    }
};

void orderAlongNeighbours(std::span<CandidatePair> pairs)
{
    const PairGraph graph(pairs);
    std::vector<std::size_t> starts(pairs.size());
    std::iota(starts.begin(), starts.end(), std::size_t{0});
    std::ranges::stable_sort(starts, [&](std::size_t a, std::size_t b) {
        return likelihood(pairs[a]) > likelihood(pairs[b]);
    });
    std::vector<CandidatePair> ordered;
    ordered.reserve(pairs.size());
    std::vector<char> reached(graph.size(), 0);
    std::vector<std::size_t> known(graph.size(), 0);
    std::priority_queue<Step> steps;
    std::size_t since = 0;
    for (const std::size_t start : starts) {
        steps.push({0, since++, graph.nodeOf(pairs[start].first)});
        while (!steps.empty()) {
            const std::size_t node = steps.top().node;
            steps.pop();
            if (reached[node] != 0)
                continue;
            reached[node] = 1;
            for (const std::size_t i : graph.pairsOf(node)) {
                const std::size_t other = graph.otherEnd(pairs[i], node);
                if (reached[other] != 0) {
                    ordered.push_back(pairs[i]);
                    continue;
                }
                const double share = static_cast<double>(++known[other]) /
                                     static_cast<double>(graph.pairsOf(other).size());
                steps.push({share, since++, other}); // earlier steps of the node are ignored
            }
        }
    }
    std::ranges::move(ordered, pairs.begin());
}

} // namespace

void orderForVerification(std::vector<CandidatePair>& pairs)
{
    const auto others = std::ranges::stable_partition(
        pairs, [](const CandidatePair& pair) { return likelihood(pair) >= kLikelyCosine; });
    orderAlongNeighbours({pairs.begin(), others.begin()});
    orderAlongNeighbours(others);
}

} // namespace lookalike
