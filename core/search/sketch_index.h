// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/chunk.h"
#include "core/search/embedding_index.h"
#include "core/search/scan_pool.h"
#include "core/search/sketch.h"
#include "core/search/sketch_scan.h"

#include <atomic>
#include <memory>
#include <vector>

namespace lookalike {

/// The snapshot that IndexStore hands out. A search has three steps: scan the sign planes for rows
/// whose cosine may reach the best found so far, refine those with the level planes, and score what
/// remains exactly from its float16 rows. How many rows each step passes on follows from the known
/// errors of the estimates. Where few rows are asked about, all of them are scored exactly.
class SketchIndex final : public EmbeddingIndex {
public:
    /// `damaged` is set when a row turns out not to match its checksum.
    SketchIndex(std::shared_ptr<const Sketcher> sketcher, std::vector<Segment> segments,
                std::shared_ptr<ScanPool> pool, std::shared_ptr<std::atomic<bool>> damaged);

    [[nodiscard]] std::size_t size() const noexcept override { return m_size; }
    [[nodiscard]] int dim() const noexcept override { return static_cast<int>(m_sketcher->dim()); }
    [[nodiscard]] std::size_t residentBytes() const noexcept override;
    [[nodiscard]] Result<std::vector<Neighbor>> search(std::span<const float> query,
                                                       const NeighborQuery& options) const override;
    /// Compares every checksum, those of the sidecar too. Broken where one does not match.
    [[nodiscard]] Result<> verify() const;

private:
    /// A query that has been checked and normalised.
    struct Request {
        std::vector<float> unit;
        std::vector<double> wide; ///< the same, for kernels::dotFloat16()
        const NeighborQuery& options;
        std::size_t topK;
        std::size_t width; ///< threads to use
    };
    [[nodiscard]] Result<std::vector<Neighbor>> searchSketches(const Request& request) const;
    [[nodiscard]] Result<std::vector<Neighbor>> searchExactly(const Request& request) const;
    /// Exact scores of candidates, in no particular order.
    [[nodiscard]] Result<std::vector<Neighbor>> score(std::span<const Candidate> candidates,
                                                      const Request& request) const;
    /// The same for candidates in order of segment and row, on this thread.
    [[nodiscard]] Result<> scoreSorted(std::span<const Candidate> candidates,
                                       const Request& request, Neighbor* out) const;

    std::shared_ptr<const Sketcher> m_sketcher;
    std::vector<Segment> m_segments;
    std::shared_ptr<ScanPool> m_pool;
    std::shared_ptr<std::atomic<bool>> m_damaged;
    std::size_t m_size = 0; ///< rows that live
};

} // namespace lookalike
