// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/lsh_parameters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

namespace lookalike {

namespace {

constexpr std::uint64_t kTableSeed = 0x7461626C;
constexpr double kHits = 0.993;      ///< share of pairs found at the threshold
constexpr double kDeviations = 3;    ///< tolerated deviations of a sketch's distance
constexpr std::size_t kMaxBits = 30; ///< more bits would need too many tables
constexpr std::size_t kMaxTables = 256;
constexpr std::size_t kSample = 65536;
constexpr double kCrowd = 2048;      ///< larger buckets cost no more per row
constexpr double kMaxCrowded = 0.01; ///< share of the rows, besides copies
// Costs in nanoseconds, of which only the ratio matters: hashing and sorting a row; comparing two.
constexpr double kRowCost = 50;
constexpr double kCompareCost = 3;

double differingBits(double cosine)
{
    return std::acos(std::clamp(cosine, -1.0, 1.0)) / std::numbers::pi;
}

/// The expected numbers for the whole set with a table of this many bits.
struct Comparisons {
    double all = 0;
    double bounded = 0; ///< pairs in one bucket, with the limit for crowds
    double crowded = 0; ///< rows in crowds
};

Comparisons comparisons(const LshSketches& rows, std::size_t bits)
{
    const std::size_t count = std::min(kSample, rows.size());
    const double scale = static_cast<double>(rows.size()) / static_cast<double>(count);
    const LshMask mask = lshMask(kMaxTables, bits);
    std::vector<std::uint64_t> hashes(count);
    for (std::size_t i = 0; i < count; ++i)
        hashes[i] = lshHash(rows.sketch(i * rows.size() / count), mask);
    std::sort(hashes.begin(), hashes.end());
    Comparisons sum;
    for (std::size_t i = 0; i < count;) {
        std::size_t next = i + 1;
        while (next < count && hashes[next] == hashes[i])
            ++next;
        const double members = static_cast<double>(next - i) * scale;
        const double others = static_cast<double>(next - i - 1) * scale;
        sum.all += members * others / 2;
        sum.bounded += members * std::min(others, kCrowd) / 2;
        if (members > kCrowd)
            sum.crowded += members;
        i = next;
    }
    return sum;
}

/// Returns the share of all pairs that are wanted.
double wantedPart(const LshSketches& rows)
{
    if (!rows.isRestricted)
        return 1;
    const auto in = [&rows](LshSketches::Side side) {
        const auto count = std::count_if(rows.sides.begin(), rows.sides.end(),
                                         [side](std::uint8_t s) { return (s & side) != 0; });
        return static_cast<double>(count) / static_cast<double>(rows.size());
    };
    return std::min(1.0, 2 * in(LshSketches::InFirst));
}

} // namespace

LshMask lshMask(std::size_t table, std::size_t bits)
{
    std::array<std::uint16_t, LshSketches::kBits> order;
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    std::mt19937_64 random(kTableSeed + table);
    LshMask mask{};
    for (std::size_t i = 0; i < bits; ++i) {
        std::swap(order[i], order[i + random() % (order.size() - i)]);
        mask[order[i] / 64] |= std::uint64_t{1} << (order[i] % 64);
    }
    return mask;
}

double hitProbability(const LshParameters& plan, double cosine)
{
    constexpr auto kBits = static_cast<double>(LshSketches::kBits);
    const double differing = differingBits(cosine);
    double sum = 0;
    // Tables share the bits of one sketch, so they are only independent for a given distance.
    for (std::size_t distance = 0; distance <= plan.maxDistance; ++distance) {
        const auto d = static_cast<double>(distance);
        double logarithm = 0;
        if (differing > 0) {
            logarithm = std::lgamma(kBits + 1) - std::lgamma(d + 1) - std::lgamma(kBits - d + 1) +
                        d * std::log(differing) + (kBits - d) * std::log1p(-differing);
        } else if (distance > 0) {
            break;
        }
        double agree = 1;
        for (std::size_t i = 0; i < plan.bits; ++i)
            agree *= std::max(0.0, kBits - d - static_cast<double>(i)) /
                     (kBits - static_cast<double>(i));
        sum += std::exp(logarithm) * (1 - std::pow(1 - agree, static_cast<double>(plan.tables)));
    }
    return sum;
}

LshParameters chooseLshParameters(const LshSketches& rows, double minCosine)
{
    constexpr auto kBits = static_cast<double>(LshSketches::kBits);
    const double differing = differingBits(minCosine);
    LshParameters plan;
    plan.maxDistance = static_cast<std::uint32_t>(
        std::ceil(kBits * differing + kDeviations * std::sqrt(kBits * differing) + 2));
    std::vector<LshParameters> plans;
    for (; plan.bits <= kMaxBits; plan.bits += 2) {
        plan.tables = 1;
        while (plan.tables < kMaxTables && hitProbability(plan, minCosine) < kHits)
            ++plan.tables;
        if (hitProbability(plan, minCosine) < kHits)
            break;
        plans.push_back(plan);
    }
    // Rows that no number of bits separates are copies, for which the search limits the work. Other
    // rows must not be crowded, because pairs would be missed.
    const Comparisons copies = comparisons(rows, plans.back().bits);
    const double part = wantedPart(rows);
    const auto count = static_cast<double>(rows.size());
    LshParameters best = plans.back();
    double lowest = std::numeric_limits<double>::infinity();
    for (const LshParameters& each : plans) {
        const Comparisons compared = comparisons(rows, each.bits);
        const double others = std::max(0.0, compared.all - copies.all) + copies.bounded;
        const double cost =
            static_cast<double>(each.tables) * (count * kRowCost + others * part * kCompareCost);
        if (compared.crowded <= copies.crowded + kMaxCrowded * count && cost < lowest) {
            best = each;
            lowest = cost;
        }
    }
    return best;
}

} // namespace lookalike
