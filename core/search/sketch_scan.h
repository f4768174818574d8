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
    float estimate = 0; ///< of its cosine
    std::uint32_t segment = 0;
    std::uint32_t row = 0;
};

/// The two sketch steps of one search: any number of threads scan segments, then one asks for the
/// candidates.
class SketchScan {
public:
    /// Keeps references to all three. `topK` is not 0.
    SketchScan(std::span<const Segment> segments, const SketchQuery& query,
               const NeighborQuery& options, std::size_t topK, std::size_t slots);

    /// Each thread with its own slot.
    void scan(std::size_t segment, std::size_t slot);
    /// Those whose cosine may be among the best, highest estimate first.
    [[nodiscard]] std::vector<Candidate> candidates();
    /// The first of `sorted` candidates that cannot reach `cosine`, and with it all that follow.
    [[nodiscard]] std::size_t countReaching(std::span<const Candidate> sorted, float cosine) const;

private:
    /// One thread's findings.
    struct Slot {
        std::vector<Candidate> candidates;
        std::vector<float> best; ///< heap of the topK highest lower bounds, the lowest in front
    };
    /// Limits that follow from the lowest cosine that still matters.
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
    std::atomic<float> m_reached; ///< rows below this cosine do not matter
};

} // namespace lookalike
