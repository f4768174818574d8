// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sketch_scan.h"

#include "core/base/float16.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>

namespace lookalike {

namespace {

// A candidate is discarded if it is more than this many standard errors below the threshold. A row
// counts towards the threshold with its estimate minus kCaution standard errors, so that lucky
// estimates do not raise it too much.
constexpr float kConfidence = 2.0F;
constexpr float kCaution = 0.5F;

} // namespace

SketchScan::SketchScan(std::span<const Segment> segments, const SketchQuery& query,
                       const NeighborQuery& options, std::size_t topK, std::size_t slots)
    : m_segments(segments)
    , m_query(query)
    , m_options(options)
    , m_topK(topK)
    , m_slots(slots)
    , m_reached(options.minScore > -1 ? options.minScore : -std::numeric_limits<float>::infinity())
{}

SketchScan::Limits SketchScan::limits() const
{
    const float cosine = m_reached.load(std::memory_order_relaxed);
    return {cosine, m_query.reaching(cosine), m_query.standardError(cosine)};
}

std::uint32_t SketchScan::allowedRows(const Segment& segment, std::size_t block) const
{
    const std::size_t first = block * kernels::kBlockRows;
    const std::size_t count = std::min(kernels::kBlockRows, segment.chunk->size() - first);
    std::uint32_t rows = count == 32 ? ~0U : (1U << count) - 1U;
    if (segment.dead != nullptr) {
        rows &= ~static_cast<std::uint32_t>((*segment.dead)[first / 64] >> (first % 64));
    }
    if (m_options.allowed == nullptr)
        return rows;
    std::uint32_t allowed = 0;
    for (std::size_t row = 0; row < count; ++row) {
        const bool isAllowed =
            m_options.allowed->contains(ContentId(segment.chunk->ids[first + row]));
        allowed |= static_cast<std::uint32_t>(isAllowed) << row;
    }
    return rows & allowed;
}

void SketchScan::scan(std::size_t segment, std::size_t slot)
{
    const Chunk& chunk = *m_segments[segment].chunk;
    const std::size_t blocks = (chunk.size() + kernels::kBlockRows - 1) / kernels::kBlockRows;
    Limits current = limits();
    kernels::BlockSums sums;
    for (std::size_t block = 0; block < blocks; ++block) {
        // With a filter, blocks without any allowed row are skipped unread.
        const bool filtered = m_options.allowed != nullptr;
        std::uint32_t allowed = filtered ? allowedRows(m_segments[segment], block) : 0;
        if (filtered && allowed == 0)
            continue;
        kernels::BlockHit hit = kernels::findBlock(
            chunk.signs.get(), block, filtered ? block + 1 : blocks, current.coarse, sums);
        block = filtered ? block : hit.block;
        if (hit.rows == 0)
            continue;
        if (!filtered)
            allowed = allowedRows(m_segments[segment], block);
        hit.rows &= allowed;
        if (hit.rows == 0)
            continue;
        refine(current, static_cast<std::uint32_t>(segment), hit, sums, m_slots[slot]);
        if (m_reached.load(std::memory_order_relaxed) != current.cosine)
            current = limits();
    }
}

void SketchScan::refine(const Limits& limits, std::uint32_t segment, const kernels::BlockHit& hit,
                        const kernels::BlockSums& signSums, Slot& slot)
{
    const std::size_t blockBytes = kernels::blockBytes(m_query.groups);
    const std::uint8_t* levels = m_segments[segment].chunk->levels.get() + hit.block * blockBytes;
    kernels::BlockSums levelSums;
    kernels::sumBlock(levels, limits.coarse, levelSums);
    std::array<std::uint16_t, kernels::kBlockRows> norms;
    std::memcpy(norms.data(), levels + m_query.groups * 16, sizeof norms);
    for (std::uint32_t rows = hit.rows; rows != 0; rows &= rows - 1) {
        const auto row = static_cast<std::size_t>(std::countr_zero(rows));
        const float estimate =
            m_query.estimate(signSums[row], levelSums[row], toFloat32(norms[row]));
        if (estimate + kConfidence * limits.error < limits.cosine)
            continue;
        slot.candidates.push_back(
            {estimate, segment, static_cast<std::uint32_t>(hit.block * kernels::kBlockRows + row)});
        keep(estimate - kCaution * limits.error, slot);
    }
}

void SketchScan::keep(float lowerBound, Slot& slot)
{
    std::vector<float>& best = slot.best;
    if (best.size() == m_topK) {
        if (lowerBound <= best.front())
            return;
        std::pop_heap(best.begin(), best.end(), std::greater<>());
        best.pop_back();
    }
    best.push_back(lowerBound);
    std::push_heap(best.begin(), best.end(), std::greater<>());
    if (best.size() < m_topK)
        return;
    float reached = m_reached.load(std::memory_order_relaxed);
    while (reached < best.front() &&
           !m_reached.compare_exchange_weak(reached, best.front(), std::memory_order_relaxed)) {
    }
}

std::vector<Candidate> SketchScan::candidates()
{
    std::vector<Candidate> all;
    std::vector<float> best;
    for (const Slot& slot : m_slots) {
        all.insert(all.end(), slot.candidates.begin(), slot.candidates.end());
        best.insert(best.end(), slot.best.begin(), slot.best.end());
    }
    float reached = m_reached.load();
    if (best.size() >= m_topK) {
        const auto last = best.begin() + static_cast<std::ptrdiff_t>(m_topK - 1);
        std::nth_element(best.begin(), last, best.end(), std::greater<>());
        reached = std::max(reached, *last);
    }
    const float lowest = reached - kConfidence * m_query.standardError(reached);
    std::erase_if(all, [lowest](const Candidate& c) { return c.estimate < lowest; });
    std::sort(all.begin(), all.end(),
              [](const Candidate& a, const Candidate& b) { return a.estimate > b.estimate; });
    return all;
}

std::size_t SketchScan::countReaching(std::span<const Candidate> sorted, float cosine) const
{
    const float lowest = cosine - kConfidence * m_query.standardError(cosine);
    const auto end =
        std::partition_point(sorted.begin(), sorted.end(),
                             [lowest](const Candidate& c) { return c.estimate >= lowest; });
    return static_cast<std::size_t>(end - sorted.begin());
}

} // namespace lookalike
