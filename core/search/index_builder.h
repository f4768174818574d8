// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/chunk.h"
#include "core/search/index_store.h"
#include "core/search/scan_pool.h"
#include "core/search/sidecar.h"
#include "core/search/sketch.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace lookalike {

/// The rows of an index while they change, in memory and in the sidecar. Chunks that snapshots
/// share are never touched: a change makes a new one. Where the sidecar cannot be written, rows
/// that come later live in memory only. One thread at a time.
class IndexBuilder {
public:
    /// Empty. `sidecar` may be null.
    IndexBuilder(std::shared_ptr<const Sketcher> sketcher, std::shared_ptr<ScanPool> pool,
                 std::shared_ptr<Sidecar> sidecar);
    /// What a sidecar holds. Broken where it is damaged.
    [[nodiscard]] static Result<std::unique_ptr<IndexBuilder>>
    load(std::shared_ptr<const Sketcher> sketcher, std::shared_ptr<ScanPool> pool,
         std::shared_ptr<Sidecar> sidecar);

    /// One more row. An embedding of another dimension, with NaN or infinities, or not of length 1
    /// is kept out of every search, and counted.
    void add(ContentId content, std::span<const std::uint16_t> vector);
    /// Marks a row that the last commit had.
    void setDead(std::size_t segment, std::size_t row, bool dead);
    /// Forgets how many embeddings were refused, before all of them are looked at again.
    void forgetRefused() noexcept { m_refused = 0; }
    /// Ends a series of changes: segments() and the sidecar stand for this version of the source.
    void commit(const EmbeddingSource::Version& version);

    /// False where the sidecar was left in the middle of a change to dead rows: then every row has
    /// to be compared with the source.
    [[nodiscard]] bool isComplete() const noexcept { return m_complete; }
    [[nodiscard]] const EmbeddingSource::Version& version() const noexcept { return m_version; }
    /// As of the last commit.
    [[nodiscard]] std::span<const Segment> segments() const noexcept { return m_segments; }
    [[nodiscard]] bool isWriting() const noexcept { return m_sidecar != nullptr; }
    [[nodiscard]] std::size_t rows() const noexcept { return m_rows; }
    [[nodiscard]] std::size_t deadRows() const noexcept { return m_dead; }
    /// Embeddings of the source that are accounted for.
    [[nodiscard]] std::uint64_t known() const noexcept { return m_rows - m_dead + m_refused; }
    /// The highest content id ever added.
    [[nodiscard]] ContentId last() const noexcept { return m_last; }

    /// Whether it is a float16 vector of `dim` dimensions and, but for rounding, length 1.
    [[nodiscard]] static bool isValid(std::span<const std::uint16_t> vector, std::size_t dim);

private:
    [[nodiscard]] std::size_t pendingRows() const noexcept;
    void flush();
    /// Moves as many pending records as fit into the last chunk or a new one.
    [[nodiscard]] Result<> flushChunk();
    void sketch(Chunk& chunk, std::size_t first, std::span<const std::uint16_t> records) const;
    [[nodiscard]] Result<> write(const EmbeddingSource::Version& version);
    void stopWriting(const Error& error);
    [[nodiscard]] Result<> loadChunks(const Sidecar& sidecar);
    [[nodiscard]] Result<> loadTail(std::size_t rows);

    std::shared_ptr<const Sketcher> m_sketcher;
    std::shared_ptr<ScanPool> m_pool;
    std::shared_ptr<Sidecar> m_sidecar; ///< null where nothing is written
    std::vector<Segment> m_segments;
    std::map<std::size_t, std::shared_ptr<DeadRows>>
        m_edited;                         ///< by segment, since the last commit
    std::vector<std::uint16_t> m_pending; ///< records that no chunk has yet
    EmbeddingSource::Version m_version;
    std::size_t m_rows = 0; ///< pending ones included
    std::size_t m_dead = 0;
    std::uint64_t m_refused = 0;
    ContentId m_last;
    bool m_complete = true;
};

} // namespace lookalike
