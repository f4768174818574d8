// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/chunk.h"
#include "core/search/embedding_index.h"
#include "core/search/sketch.h"

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// A row that may belong to the result.
struct Candidate {
    float estimate = 0; ///< estimated cosine
    std::uint32_t segment = 0;
    std::uint32_t row = 0;
};

/// The two sketch steps of one search. Any number of threads scan segments; afterwards one thread
/// asks for the candidates.
class SketchScan {
public:
    /// Keeps references to the segments, query and options. `topK` must not be 0.
    SketchScan(std::span<const Segment> segments, const SketchQuery& query,
               const NeighborQuery& options, std::size_t topK, std::size_t slots);

    /// Scans one segment. Each thread must use its own slot.
    void scan(std::size_t segment, std::size_t slot);
    /// Returns the rows whose cosine may be among the best, highest estimate first.
    [[nodiscard]] std::vector<Candidate> candidates();
    /// Returns how many of the `sorted` candidates may reach `cosine`; they come first.
    [[nodiscard]] std::size_t countReaching(std::span<const Candidate> sorted, float cosine) const;

private:
    /// The findings of one thread.
    struct Slot {
        std::vector<Candidate> candidates;
        std::vector<float> best; ///< heap of the topK highest lower bounds, lowest in front
    };
    /// The limits that follow from the lowest cosine that still matters.
    struct Limits {
        float cosine;
        kernels::PlaneQuery coarse;
        float error; ///< standard error of an estimate
    };
    [[nodiscard]] Limits limits() const;
    [[nodiscard]] std::uint32_t allowedRows(const Segment& segment, std::size_t block) const;
    void refine(const Limits& limits, std::uint32_t segment, const kernels::BlockHit& hit,
                const kernels::BlockSums& signSums, Slot& slot);
    void keep(float lowerBound, Slot& slot);

    const std::span<const Segment> m_segments;
    const SketchQuery& m_query;
    const NeighborQuery& m_options;
    const std::size_t m_topK;
    std::vector<Slot> m_slots;
    std::atomic<float> m_reached; ///< rows below this cosine are ignored
};

} // namespace lookalike
