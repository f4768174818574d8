// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/relation_candidates.h"

#include "app/lookalike_bench/figures.h"

#include <algorithm>
#include <numeric>

namespace lookalike {

namespace {

float cosineOf(const RelationPhoto& a, const RelationPhoto& b)
{
    return std::inner_product(a.embedding.begin(), a.embedding.end(), b.embedding.begin(), 0.0F);
}

HashPair pairOf(std::size_t a, std::size_t b)
{
    return {static_cast<std::uint32_t>(std::min(a, b)), static_cast<std::uint32_t>(std::max(a, b))};
}

/// Not two copies of one original.
bool isAsked(const RelationSet& set, std::size_t a, std::size_t b)
{
    const auto& photos = set.photos();
    return photos[a].source != photos[b].source || photos[a].kind < 0 || photos[b].kind < 0;
}

std::set<HashPair> nearHashes(const RelationSet& set, int radius)
{
    std::vector<std::array<std::uint64_t, 8>> hashes;
    std::vector<std::size_t> owners; // a photo with a border comes twice
    for (std::size_t i = 0; i < set.photos().size(); ++i) {
        const RelationPhoto& photo = set.photos()[i];
        hashes.push_back(photo.hashes);
        owners.push_back(i);
        if (photo.framedHashes) {
            hashes.push_back(*photo.framedHashes);
            owners.push_back(i);
        }
    }
    const auto start = Clock::now();
    const HashNeighbours nearby = hashNeighbours(hashes, radius);
    printFigure("relations", "hash_neighbours_s", secondsSince(start), "s",
                {{"photos", set.photos().size()},
                 {"framed", hashes.size() - set.photos().size()},
                 {"pairs", nearby.pairs.size()}});
    std::set<HashPair> pairs;
    for (const HashPair& pair : nearby.pairs)
        if (const std::size_t a = owners[pair.first], b = owners[pair.second];
            a != b && isAsked(set, a, b))
            pairs.insert(pairOf(a, b));
    return pairs;
}

/// The nearest originals and distractors of each photo.
void addNearest(const RelationSet& set, const CandidateLimits& limits,
                RelationCandidates& candidates)
{
    const auto& photos = set.photos();
    std::vector<std::vector<float>> nearest(photos.size()); // cosines of originals, falling
    std::mutex mutex;
    forEachOnAllCores(photos.size(), [&](std::size_t i) {
        std::vector<std::pair<float, std::size_t>> others;
        std::vector<HashPair> nearby;
        for (std::size_t j = 0; j < photos.size(); ++j) {
            if (j == i || !isAsked(set, i, j))
                continue;
            const float cosine = cosineOf(photos[i], photos[j]);
            if (static_cast<double>(cosine) >= limits.cosine)
                nearby.push_back(pairOf(i, j));
            if (photos[j].kind < 0)
                others.emplace_back(cosine, j);
        }
        std::sort(others.begin(), others.end(), std::greater<>());
        std::vector<HashPair> first;
        for (std::size_t k = 0; k < std::min(limits.neighbours, others.size()); ++k)
            if (static_cast<double>(others[k].first) >= limits.leastCosine)
                first.push_back(pairOf(i, others[k].second));
        for (const auto& other : others)
            nearest[i].push_back(other.first);
        const std::scoped_lock lock(mutex);
        candidates.byCosine.insert(nearby.begin(), nearby.end());
        candidates.byRank.insert(first.begin(), first.end());
    });
    candidates.ranks.assign(photos.size(), 0);
    for (std::size_t i = 0; i < photos.size(); ++i) {
        if (photos[i].kind < 0)
            continue;
        const std::size_t original = photos[i].source;
        const float cosine = cosineOf(photos[i], photos[original]);
        const auto nearer = [&](std::size_t photo) {
            const auto& cosines = nearest[photo];
            return static_cast<std::size_t>(
                std::partition_point(cosines.begin(), cosines.end(),
                                     [&](float other) { return other > cosine; }) -
                cosines.begin());
        };
        candidates.ranks[i] = std::min(nearer(i), nearer(original));
        if (candidates.ranks[i] < limits.neighbours &&
            static_cast<double>(cosine) >= limits.leastCosine)
            candidates.byRank.insert(pairOf(i, original));
    }
}

} // namespace

std::set<HashPair> RelationCandidates::all() const
{
    std::set<HashPair> pairs = byHash;
    pairs.insert(byCosine.begin(), byCosine.end());
    pairs.insert(byRank.begin(), byRank.end());
    return pairs;
}

RelationCandidates relationCandidates(const RelationSet& set, const CandidateLimits& limits)
{
    RelationCandidates candidates;
    candidates.byHash = nearHashes(set, limits.radius);
    addNearest(set, limits, candidates);
    return candidates;
}

} // namespace lookalike
