// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/exact_scan.h"

#include <algorithm>
#include <mutex>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "app/lookalike_bench/exact_scan.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h must come first.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace lookalike {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// `dim` is a multiple of 64.
void scoreRowsImpl(const float* HWY_RESTRICT rows, std::size_t count,
                   const float* HWY_RESTRICT query, std::size_t dim, float* HWY_RESTRICT scores)
{
    const hn::CappedTag<float, 16> floats;
    const std::size_t step = hn::Lanes(floats);
    for (std::size_t row = 0; row < count; ++row, rows += dim) {
        auto a = hn::Zero(floats);
        auto b = hn::Zero(floats);
        auto c = hn::Zero(floats);
        auto d = hn::Zero(floats);
        for (std::size_t i = 0; i < dim; i += 4 * step) {
            a = hn::MulAdd(hn::LoadU(floats, rows + i), hn::LoadU(floats, query + i), a);
            b = hn::MulAdd(hn::LoadU(floats, rows + i + step), hn::LoadU(floats, query + i + step),
                           b);
            c = hn::MulAdd(hn::LoadU(floats, rows + i + 2 * step),
                           hn::LoadU(floats, query + i + 2 * step), c);
            d = hn::MulAdd(hn::LoadU(floats, rows + i + 3 * step),
                           hn::LoadU(floats, query + i + 3 * step), d);
        }
        const auto sum = hn::Add(hn::Add(a, b), hn::Add(c, d));
        scores[row] = hn::GetLane(hn::SumOfLanes(floats, sum));
    }
}

/// `count` is a multiple of 64.
float sumImpl(const float* HWY_RESTRICT values, std::size_t count)
{
    const hn::CappedTag<float, 16> floats;
    const std::size_t step = hn::Lanes(floats);
    auto a = hn::Zero(floats);
    auto b = hn::Zero(floats);
    auto c = hn::Zero(floats);
    auto d = hn::Zero(floats);
    for (std::size_t i = 0; i < count; i += 4 * step) {
        a = hn::Add(a, hn::LoadU(floats, values + i));
        b = hn::Add(b, hn::LoadU(floats, values + i + step));
        c = hn::Add(c, hn::LoadU(floats, values + i + 2 * step));
        d = hn::Add(d, hn::LoadU(floats, values + i + 3 * step));
    }
    return hn::GetLane(hn::SumOfLanes(floats, hn::Add(hn::Add(a, b), hn::Add(c, d))));
}

} // namespace HWY_NAMESPACE
} // namespace lookalike
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lookalike {

HWY_EXPORT(scoreRowsImpl);
HWY_EXPORT(sumImpl);

namespace {

bool ranksBefore(const Neighbor& a, const Neighbor& b) noexcept
{
    return a.score != b.score ? a.score > b.score : a.content < b.content;
}

} // namespace

void TopRows::add(ContentId content, float score)
{
    const Neighbor neighbor{content, score};
    if (m_heap.size() == m_k) {
        if (!ranksBefore(neighbor, m_heap.front()))
            return;
        std::pop_heap(m_heap.begin(), m_heap.end(), ranksBefore);
        m_heap.pop_back();
    }
    m_heap.push_back(neighbor);
    std::push_heap(m_heap.begin(), m_heap.end(), ranksBefore);
}

void TopRows::add(const TopRows& other)
{
    for (const Neighbor& neighbor : other.m_heap)
        add(neighbor.content, neighbor.score);
}

std::vector<Neighbor> TopRows::sorted() const
{
    std::vector<Neighbor> rows = m_heap;
    std::sort(rows.begin(), rows.end(), ranksBefore);
    return rows;
}

void scoreRows(const float* rows, std::size_t count, std::span<const float> query, float* scores)
{
    HWY_DYNAMIC_DISPATCH(scoreRowsImpl)(rows, count, query.data(), query.size(), scores);
}

std::vector<Neighbor> exactSearch(std::span<const float> rows, std::span<const float> query,
                                  std::size_t k, const ContentSet* allowed, TaskPool& pool,
                                  std::size_t threads)
{
    constexpr std::size_t kBlock = 2048;
    const std::size_t count = rows.size() / query.size();
    std::vector<TopRows> best(threads, TopRows(k));
    pool.run((count + kBlock - 1) / kBlock, threads, [&](std::size_t task, std::size_t slot) {
        const std::size_t first = task * kBlock;
        const std::size_t size = std::min(kBlock, count - first);
        std::array<float, kBlock> scores;
        scoreRows(rows.data() + first * query.size(), size, query, scores.data());
        for (std::size_t i = 0; i < size; ++i) {
            const ContentId content(static_cast<std::int64_t>(first + i + 1));
            if (allowed == nullptr || allowed->contains(content))
                best[slot].add(content, scores[i]);
        }
    });
    for (std::size_t i = 1; i < best.size(); ++i)
        best[0].add(best[i]);
    return best[0].sorted();
}

float readAll(std::span<const float> values, TaskPool& pool, std::size_t threads)
{
    constexpr std::size_t kBlock = 1 << 20;
    std::vector<float> sums(threads);
    pool.run(values.size() / kBlock, threads, [&](std::size_t task, std::size_t slot) {
        sums[slot] += HWY_DYNAMIC_DISPATCH(sumImpl)(values.data() + task * kBlock, kBlock);
    });
    float sum = 0;
    for (const float part : sums)
        sum += part;
    return sum;
}

} // namespace lookalike
#endif
