// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task_pool.h"
#include "core/search/chunk.h"
#include "core/search/index_store.h"
#include "core/search/sidecar.h"
#include "core/search/sketch.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace lookalike {

/// Changes the rows of an index, in memory and in the sidecar. Chunks that snapshots share are
/// never modified: each change creates a new chunk. If the sidecar cannot be written, later rows
/// are kept in memory only. One thread at a time.
class IndexBuilder {
public:
    /// Starts with an empty index. `sidecar` may be null.
    IndexBuilder(std::shared_ptr<const Sketcher> sketcher, std::shared_ptr<TaskPool> pool,
                 std::shared_ptr<Sidecar> sidecar);
    /// Loads the rows of a sidecar. Fails with Broken if it is damaged.
    [[nodiscard]] static Result<std::unique_ptr<IndexBuilder>>
    load(std::shared_ptr<const Sketcher> sketcher, std::shared_ptr<TaskPool> pool,
         std::shared_ptr<Sidecar> sidecar);

    /// Adds a row. An embedding is refused and counted if its dimension is wrong, it holds NaN or
    /// infinities, or its length is not 1.
    void add(ContentId content, std::span<const std::uint16_t> vector);
    /// Marks a row of the last commit as dead or alive.
    void setDead(std::size_t segment, std::size_t row, bool dead);
    /// Resets the count of refused embeddings before all of them are checked again.
    void forgetRefused() noexcept { m_refused = 0; }
    /// Ends a series of changes: segments() and the sidecar now match this version of the source.
    void commit(const EmbeddingSource::Version& version);

    /// Returns false if the sidecar was left in the middle of a change to dead rows. The caller
    /// must then compare every row with the source.
    [[nodiscard]] bool isComplete() const noexcept { return m_complete; }
    [[nodiscard]] const EmbeddingSource::Version& version() const noexcept { return m_version; }
    /// Returns the segments as of the last commit.
    [[nodiscard]] std::span<const Segment> segments() const noexcept { return m_segments; }
    [[nodiscard]] bool isWriting() const noexcept { return m_sidecar != nullptr; }
    [[nodiscard]] std::size_t rows() const noexcept { return m_rows; }
    [[nodiscard]] std::size_t deadRows() const noexcept { return m_dead; }
    /// Returns how many embeddings of the source are accounted for, including refused ones.
    [[nodiscard]] std::uint64_t known() const noexcept { return m_rows - m_dead + m_refused; }
    /// Returns the highest content id ever added.
    [[nodiscard]] ContentId last() const noexcept { return m_last; }

    /// Returns true if `vector` is a float16 vector of `dim` dimensions whose length is 1 up to
    /// rounding.
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
    std::shared_ptr<TaskPool> m_pool;
    std::shared_ptr<Sidecar> m_sidecar; ///< null if nothing is written to disk
    std::vector<Segment> m_segments;
    /// Changes since the last commit, by segment.
    std::map<std::size_t, std::shared_ptr<DeadRows>> m_edited;
    std::vector<std::uint16_t> m_pending; ///< records that are not in a chunk yet
    EmbeddingSource::Version m_version;
    std::size_t m_rows = 0; ///< including pending ones
    std::size_t m_dead = 0;
    std::uint64_t m_refused = 0;
    ContentId m_last;
    bool m_complete = true;
};

} // namespace lookalike
