// SPDX-License-Identifier: GPL-3.0-or-later
// The file beside the catalog from which an index starts without reading every embedding.
//
// Layout, in the byte order of the machine (another one is told by the magic number):
//   4096 bytes  what the file holds: format, space, dimensions
//   2 x 4096    commits, written in turn, so that one is whole whenever the process dies
//   chunks of kChunkRows rows, all of the same size:
//     4096 bytes  checksum of the sketches, which rows are dead
//     sketches    ids, checksums of the rows, sign plane, level plane; written when the chunk is
//     full records     see RowRecord; written as rows arrive
// Bytes after the committed rows mean nothing. Every part carries an XXH3 checksum: damage is
// found, not prevented, since all of it can be made again.
#pragma once

#include "core/search/chunk.h"
#include "core/search/index_store.h"
#include "core/search/positional_file.h"
#include "core/search/sketch.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace lookalike {

/// What the file is known to hold.
struct SidecarCommit {
    std::uint64_t generation = 0;
    EmbeddingSource::Version version; ///< of the source, when this was complete
    std::uint64_t rows = 0;           ///< dead ones included
    std::uint64_t refused = 0;        ///< embeddings of the source that are no valid vectors
    ContentId last;                   ///< the highest ever seen
    std::uint64_t deadChecksum = 0;   ///< over the dead rows of all chunks
};

/// Reading is free to any thread; writing to one at a time, and only past what is committed.
class Sidecar {
public:
    /// An empty file at `path`, replacing any other.
    [[nodiscard]] static Result<std::shared_ptr<Sidecar>> create(const std::filesystem::path& path,
                                                                 const EmbeddingSpace& space,
                                                                 const Sketcher& sketcher);
    /// Opens for writing where possible. Fails with NotFound, with Broken where the file is damaged
    /// or made for something else.
    [[nodiscard]] static Result<std::shared_ptr<Sidecar>>
    open(const std::filesystem::path& path, const EmbeddingSpace& space, const Sketcher& sketcher);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_file.path(); }
    [[nodiscard]] bool isWritable() const noexcept { return m_writable; }
    [[nodiscard]] const SidecarCommit& commit() const noexcept { return m_commit; }

    /// A full chunk's ids, checksums and planes, and which rows are dead.
    [[nodiscard]] Result<> readSketches(std::size_t number, Chunk& chunk, DeadRows& dead) const;
    /// The dead rows of the last chunk; none where they were not written whole.
    [[nodiscard]] DeadRows readDeadRows(std::size_t number) const;
    /// As many records as `out` holds, from `first`.
    [[nodiscard]] Result<> readRecords(std::size_t number, std::size_t first,
                                       std::span<std::uint16_t> out) const;

    [[nodiscard]] Result<> writeRecords(std::size_t number, std::size_t first,
                                        std::span<const std::uint16_t> records);
    /// Writes the sketches too where the chunk is full and `withSketches`.
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

/// Checksum of the dead rows of all chunks, for SidecarCommit.
[[nodiscard]] std::uint64_t deadChecksum(std::span<const Segment> segments);

} // namespace lookalike
