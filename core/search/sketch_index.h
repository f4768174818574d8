// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task_pool.h"
#include "core/search/chunk.h"
#include "core/search/embedding_index.h"
#include "core/search/sketch.h"
#include "core/search/sketch_scan.h"

#include <atomic>
#include <memory>
#include <vector>

namespace lookalike {

/// The snapshot that IndexStore provides. A search has three steps: it scans the sign planes for
/// rows whose cosine may reach the best results so far, refines those rows with the level planes,
/// and scores the remaining ones exactly from their float16 rows. The known errors of the estimates
/// determine how many rows each step passes on. If a query concerns few rows, all of them are
/// scored exactly.
class SketchIndex final : public EmbeddingIndex {
public:
    /// search() sets `damaged` if a row does not match its checksum.
    SketchIndex(std::shared_ptr<const Sketcher> sketcher, std::vector<Segment> segments,
                std::shared_ptr<TaskPool> pool, std::shared_ptr<std::atomic<bool>> damaged);

    [[nodiscard]] std::size_t size() const noexcept override { return m_size; }
    [[nodiscard]] int dim() const noexcept override { return static_cast<int>(m_sketcher->dim()); }
    [[nodiscard]] std::size_t residentBytes() const noexcept override;
    [[nodiscard]] Result<std::vector<Neighbor>> search(std::span<const float> query,
                                                       const NeighborQuery& options) const override;
    /// Compares all checksums, including those of the sidecar. Fails with Broken on a mismatch.
    [[nodiscard]] Result<> verify() const;

private:
    /// A query after validation and normalisation.
    struct Request {
        std::vector<float> unit;
        std::vector<double> wide; ///< `unit` as doubles, for kernels::dotFloat16()
        const NeighborQuery& options;
        std::size_t topK;
        std::size_t width; ///< number of threads to use
    };
    [[nodiscard]] Result<std::vector<Neighbor>> searchSketches(const Request& request) const;
    [[nodiscard]] Result<std::vector<Neighbor>> searchExactly(const Request& request) const;
    /// Computes the exact scores of the candidates, in no particular order.
    [[nodiscard]] Result<std::vector<Neighbor>> score(std::span<const Candidate> candidates,
                                                      const Request& request) const;
    /// Like score(), on the calling thread, for candidates sorted by segment and row.
    [[nodiscard]] Result<> scoreSorted(std::span<const Candidate> candidates,
                                       const Request& request, Neighbor* out) const;

    std::shared_ptr<const Sketcher> m_sketcher;
    std::vector<Segment> m_segments;
    std::shared_ptr<TaskPool> m_pool;
    std::shared_ptr<std::atomic<bool>> m_damaged;
    std::size_t m_size = 0; ///< rows that are not dead
};

} // namespace lookalike
