// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/held_out.h"

#include "core/base/disjoint_sets.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <vector>

namespace lookalike::training {

namespace {

constexpr std::size_t kFewestOfLabel = 4;

using Numbers = std::vector<std::int64_t>;

Numbers sorted(Numbers numbers)
{
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace

Result<TuningSplit> splitForTuning(std::span<const std::int64_t> labels,
                                   std::span<const std::int64_t> copies, double share,
                                   bool keepLabels, std::uint64_t seed)
{
    const std::size_t count = labels.size();
    DisjointSets sets(count);
    std::map<std::int64_t, std::size_t> firstOfLabel;
    for (std::size_t i = 0; i < count; ++i) {
        sets.join(i, static_cast<std::size_t>(copies[i]));
        if (keepLabels && labels[i] >= 0)
            sets.join(i, firstOfLabel.try_emplace(labels[i], i).first->second);
    }
    // By the label of a set's first photo; without labels that count, all are of one kind.
    std::map<std::int64_t, std::map<std::size_t, Numbers>> kinds;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t first = sets.find(i);
        const std::int64_t kind = keepLabels ? -1 : labels[first];
        kinds[kind][first].push_back(static_cast<std::int64_t>(i));
    }
    std::mt19937_64 random(seed);
    Numbers training;
    Numbers heldOut;
    Numbers others;
    for (auto& [kind, bySet] : kinds) {
        std::vector<Numbers> groups;
        for (auto& [first, members] : bySet)
            groups.push_back(std::move(members));
        std::shuffle(groups.begin(), groups.end(), random);
        const auto all = static_cast<double>(groups.size());
        const std::int64_t held = groups.size() < kFewestOfLabel
                                      ? 0
                                      : std::max<std::int64_t>(2, std::llround(all * share));
        for (std::size_t i = 0; i < groups.size(); ++i)
            for (const std::int64_t photo : groups[i]) {
                const bool isHeld = static_cast<std::int64_t>(i) < held;
                const bool isOther = labels[static_cast<std::size_t>(photo)] < 0 && !keepLabels;
                (!isHeld ? training : isOther ? others : heldOut).push_back(photo);
            }
    }
    if (training.empty() || heldOut.empty())
        return fail(ErrorCode::InvalidArgument,
                    "There are too few different photos to train on some and to measure by "
                    "others: a label needs at least %1"_msg(kFewestOfLabel));
    return TuningSplit{sorted(std::move(training)), sorted(std::move(heldOut)),
                       sorted(std::move(others))};
}

} // namespace lookalike::training
