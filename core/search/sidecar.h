// SPDX-License-Identifier: GPL-3.0-or-later
// The sidecar is a file beside the catalog from which an index loads without reading every
// embedding.
//
// Layout, in the machine's byte order (the magic number reveals a different one):
//   4096 bytes  header: format, space, dimensions
//   2 x 4096    two commit slots, written alternately, so that one is always intact after a crash
//   chunks of kChunkRows rows, all of the same size:
//     4096 bytes  checksum of the sketches, dead rows
//     sketches    ids, checksums of the rows, sign plane, level plane; once the chunk is full
//     records     see RowRecord; written as rows are added
// Bytes after the committed rows are undefined. Every part carries an XXH3 checksum. Damage is
// detected, not prevented, because the whole file can be rebuilt.
#pragma once

#include "core/search/chunk.h"
#include "core/search/index_store.h"
#include "core/search/positional_file.h"
#include "core/search/sketch.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace lookalike {

/// What one commit records about the file.
struct SidecarCommit {
    std::uint64_t generation = 0;
    EmbeddingSource::Version version; ///< of the source when the commit was written
    std::uint64_t rows = 0;           ///< including dead ones
    std::uint64_t refused = 0;        ///< embeddings of the source that are not valid vectors
    ContentId last;                   ///< the highest content id ever added
    std::uint64_t deadChecksum = 0;   ///< over the dead rows of all chunks
};

/// Any thread may read. One thread at a time may write, and only past the committed rows.
class Sidecar {
public:
    /// Creates an empty file at `path` and replaces any existing one.
    [[nodiscard]] static Result<std::shared_ptr<Sidecar>> create(const std::filesystem::path& path,
                                                                 const EmbeddingSpace& space,
                                                                 const Sketcher& sketcher);
    /// Opens the file for writing if possible. Fails with NotFound, or with Broken if the file is
    /// damaged or was made for another space or sketch layout.
    [[nodiscard]] static Result<std::shared_ptr<Sidecar>>
    open(const std::filesystem::path& path, const EmbeddingSpace& space, const Sketcher& sketcher);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_file.path(); }
    [[nodiscard]] bool isWritable() const noexcept { return m_writable; }
    [[nodiscard]] const SidecarCommit& commit() const noexcept { return m_commit; }

    /// Reads the ids, checksums, planes and dead rows of a full chunk.
    [[nodiscard]] Result<> readSketches(std::size_t number, Chunk& chunk, DeadRows& dead) const;
    /// Reads the dead rows of the last chunk; returns none if they were not written completely.
    [[nodiscard]] DeadRows readDeadRows(std::size_t number) const;
    /// Reads as many records as `out` holds, starting at `first`.
    [[nodiscard]] Result<> readRecords(std::size_t number, std::size_t first,
                                       std::span<std::uint16_t> out) const;

    [[nodiscard]] Result<> writeRecords(std::size_t number, std::size_t first,
                                        std::span<const std::uint16_t> records);
    /// Also writes the sketches if the chunk is full and `withSketches` is set.
    [[nodiscard]] Result<> writeHead(std::size_t number, const Chunk& chunk, const DeadRows& dead,
                                     bool withSketches);
    [[nodiscard]] Result<> writeCommit(SidecarCommit commit);

private:
    Sidecar(PositionalFile file, bool writable, const Sketcher& sketcher);
    [[nodiscard]] std::uint64_t chunkStart(std::size_t number) const noexcept;
    [[nodiscard]] std::uint64_t recordsStart(std::size_t number) const noexcept;
    [[nodiscard]] Result<> readCommit();

    PositionalFile m_file;
    bool m_writable;
    std::size_t m_dim;
    std::size_t m_planeBytes;
    SidecarCommit m_commit;
};

/// Returns the checksum of the dead rows of all chunks, for SidecarCommit.
[[nodiscard]] std::uint64_t deadChecksum(std::span<const Segment> segments);

} // namespace lookalike
