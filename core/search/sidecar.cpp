// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sidecar.h"

#include <xxhash.h>

#include <array>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace lookalike {

namespace {

constexpr std::uint64_t kPage = 4096;
constexpr std::uint64_t kCommits = 2;
constexpr std::uint32_t kFormat = 1;

/// Returns the checksum that ends a head. It covers everything before it; a head fits into a page.
template <class Head>
std::uint64_t headChecksum(const Head& head)
{
    static_assert(std::is_trivially_copyable_v<Head> && sizeof(Head) <= kPage &&
                  std::has_unique_object_representations_v<Head>);
    return XXH3_64bits(&head, sizeof(Head) - sizeof(std::uint64_t));
}

struct FileHead {
    std::uint64_t magic = 0x4B'4C'49'44'58'31'0A'1AULL; ///< "\x1A\n1XDILK" read backwards
    std::uint32_t format = kFormat;
    std::uint32_t chunkRows = kChunkRows;
    std::uint64_t dim = 0;
    std::uint64_t planeBytes = 0; ///< determines the sketch dimension
    std::array<std::uint64_t, 2> space{};
    std::uint64_t checksum = 0;
};

struct CommitHead {
    std::uint64_t generation = 0;
    std::uint64_t count = 0;
    std::uint64_t revision = 0;
    std::uint64_t rows = 0;
    std::uint64_t refused = 0;
    std::int64_t last = 0;
    std::uint64_t deadChecksum = 0;
    std::uint64_t checksum = 0;
};

struct ChunkHead {
    std::uint64_t number = 0;
    std::uint64_t sketches = 0; ///< checksum of the sketches; 0: not written yet
    DeadRows dead{};
    std::uint64_t checksum = 0;
};

FileHead headOf(const EmbeddingSpace& space, const Sketcher& sketcher)
{
    FileHead head;
    head.dim = sketcher.dim();
    head.planeBytes = kChunkRows / kernels::kBlockRows * sketcher.blockBytes();
    const XXH128_hash_t hash = XXH3_128bits(space.id.data(), space.id.size());
    head.space = {hash.low64, hash.high64};
    head.checksum = headChecksum(head);
    return head;
}

/// The offset of the planes within a chunk: after its head, the ids and the checksums.
constexpr std::uint64_t kPlanesStart =
    kPage + kChunkRows * (sizeof(std::int64_t) + sizeof(std::uint32_t));

/// Returns the parts of a full chunk's sketches in storage order. `ChunkType` is const for writing.
template <class ChunkType>
auto sketchParts(ChunkType& chunk)
{
    const auto bytes = [](auto* data, std::size_t size) {
        if constexpr (std::is_const_v<ChunkType>) {
            return std::as_bytes(std::span(data, size));
        } else {
            return std::as_writable_bytes(std::span(data, size));
        }
    };
    return std::array{bytes(chunk.ids.data(), chunk.ids.size()),
                      bytes(chunk.checksums.data(), chunk.checksums.size()),
                      bytes(chunk.signs.get(), chunk.planeBytes),
                      bytes(chunk.levels.get(), chunk.planeBytes)};
}

std::uint64_t sketchChecksum(const Chunk& chunk)
{
    std::uint64_t checksum = 0;
    for (const auto part : sketchParts(chunk)) {
        checksum = XXH3_64bits_withSeed(part.data(), part.size(), checksum);
    }
    return checksum | 1U;
}

} // namespace

std::uint64_t deadChecksum(std::span<const Segment> segments)
{
    std::uint64_t checksum = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i].deadCount() == 0)
            continue;
        checksum ^= XXH3_64bits_withSeed(segments[i].dead->data(), sizeof(DeadRows), i + 1);
    }
    return checksum;
}

Sidecar::Sidecar(PositionalFile file, bool writable, const Sketcher& sketcher)
    : m_file(std::move(file))
    , m_writable(writable)
    , m_dim(sketcher.dim())
    , m_planeBytes(kChunkRows / kernels::kBlockRows * sketcher.blockBytes())
{}

Result<std::shared_ptr<Sidecar>> Sidecar::create(const std::filesystem::path& path,
                                                 const EmbeddingSpace& space,
                                                 const Sketcher& sketcher)
{
    auto file = PositionalFile::open(path, PositionalFile::Access::Create);
    if (!file)
        return fail(file);
    const std::shared_ptr<Sidecar> sidecar(new Sidecar(std::move(*file), true, sketcher));
    const FileHead head = headOf(space, sketcher);
    if (auto done = sidecar->m_file.writeAt(0, &head, sizeof head); !done)
        return fail(done);
    return sidecar;
}

Result<std::shared_ptr<Sidecar>> Sidecar::open(const std::filesystem::path& path,
                                               const EmbeddingSpace& space,
                                               const Sketcher& sketcher)
{
    auto file = PositionalFile::open(path, PositionalFile::Access::ReadWrite);
    const bool writable = file.has_value();
    if (!writable)
        file = PositionalFile::open(path, PositionalFile::Access::Read);
    if (!file)
        return fail(file);
    const std::shared_ptr<Sidecar> sidecar(new Sidecar(std::move(*file), writable, sketcher));
    const FileHead expected = headOf(space, sketcher);
    FileHead head;
    if (auto done = sidecar->m_file.readAt(0, &head, sizeof head); !done)
        return fail(done);
    if (std::memcmp(&head, &expected, sizeof head) != 0) {
        return fail(ErrorCode::Broken, "The index belongs to something else"_msg, path);
    }
    if (auto done = sidecar->readCommit(); !done)
        return fail(done);
    return sidecar;
}

Result<> Sidecar::readCommit()
{
    bool found = false;
    for (std::uint64_t slot = 0; slot < kCommits; ++slot) {
        CommitHead head;
        if (!m_file.readAt(kPage * (1 + slot), &head, sizeof head) ||
            head.checksum != headChecksum(head) ||
            (found && head.generation < m_commit.generation)) {
            continue;
        }
        found = true;
        m_commit = {head.generation, {head.count, head.revision}, head.rows,
                    head.refused,    ContentId(head.last),        head.deadChecksum};
    }
    if (!found)
        return fail(ErrorCode::Broken, "The index was never finished"_msg, m_file.path());
    auto size = m_file.size();
    if (!size)
        return fail(size);
    // Compare by division first, so that no number from the file can overflow.
    const std::uint64_t recordBytes = RowRecord::words(m_dim) * sizeof(std::uint16_t);
    const std::uint64_t number = m_commit.rows / kChunkRows;
    if (m_commit.rows > *size / recordBytes ||
        (m_commit.rows % kChunkRows != 0 &&
         recordsStart(number) + m_commit.rows % kChunkRows * recordBytes > *size) ||
        (number > 0 && chunkStart(number) > *size)) {
        return fail(ErrorCode::Broken, "The index ends too early"_msg, m_file.path());
    }
    return {};
}

std::uint64_t Sidecar::chunkStart(std::size_t number) const noexcept
{
    const std::uint64_t bytes = kPlanesStart + 2 * m_planeBytes +
                                kChunkRows * RowRecord::words(m_dim) * sizeof(std::uint16_t);
    return kPage * (1 + kCommits) + number * ((bytes + kPage - 1) / kPage * kPage);
}

std::uint64_t Sidecar::recordsStart(std::size_t number) const noexcept
{
    return chunkStart(number) + kPlanesStart + 2 * m_planeBytes;
}

Result<> Sidecar::readSketches(std::size_t number, Chunk& chunk, DeadRows& dead) const
{
    ChunkHead head;
    const std::uint64_t start = chunkStart(number);
    if (auto done = m_file.readAt(start, &head, sizeof head); !done)
        return done;
    chunk.ids.resize(kChunkRows);
    chunk.checksums.resize(kChunkRows);
    chunk.allocatePlanes(kChunkRows, m_planeBytes / (kChunkRows / kernels::kBlockRows));
    std::uint64_t offset = start + kPage;
    for (const auto part : sketchParts(chunk)) {
        if (auto done = m_file.readAt(offset, part.data(), part.size()); !done)
            return done;
        offset += part.size();
    }
    if (head.checksum != headChecksum(head) || head.number != number ||
        head.sketches != sketchChecksum(chunk)) {
        return fail(ErrorCode::Broken, "The index is damaged"_msg, m_file.path());
    }
    dead = head.dead;
    return {};
}

DeadRows Sidecar::readDeadRows(std::size_t number) const
{
    ChunkHead head;
    const bool whole = m_file.readAt(chunkStart(number), &head, sizeof head).has_value() &&
                       head.checksum == headChecksum(head) && head.number == number;
    return whole ? head.dead : DeadRows{};
}

Result<> Sidecar::readRecords(std::size_t number, std::size_t first,
                              std::span<std::uint16_t> out) const
{
    const std::uint64_t recordBytes = RowRecord::words(m_dim) * sizeof(std::uint16_t);
    return m_file.readAt(recordsStart(number) + first * recordBytes, out.data(), out.size_bytes());
}

Result<> Sidecar::writeRecords(std::size_t number, std::size_t first,
                               std::span<const std::uint16_t> records)
{
    const std::uint64_t recordBytes = RowRecord::words(m_dim) * sizeof(std::uint16_t);
    return m_file.writeAt(recordsStart(number) + first * recordBytes, records.data(),
                          records.size_bytes());
}

Result<> Sidecar::writeHead(std::size_t number, const Chunk& chunk, const DeadRows& dead,
                            bool withSketches)
{
    const bool full = chunk.size() == kChunkRows;
    const std::uint64_t start = chunkStart(number);
    if (full && withSketches) {
        std::uint64_t offset = start + kPage;
        for (const auto part : sketchParts(chunk)) {
            if (auto done = m_file.writeAt(offset, part.data(), part.size()); !done)
                return done;
            offset += part.size();
        }
    }
    ChunkHead head;
    head.number = number;
    head.sketches = full ? sketchChecksum(chunk) : 0;
    head.dead = dead;
    head.checksum = headChecksum(head);
    return m_file.writeAt(start, &head, sizeof head);
}

Result<> Sidecar::writeCommit(SidecarCommit commit)
{
    commit.generation = m_commit.generation + 1;
    CommitHead head = {
        commit.generation, commit.version.count, commit.version.revision, commit.rows,
        commit.refused,    commit.last.value(),  commit.deadChecksum,     0};
    head.checksum = headChecksum(head);
    if (auto done = m_file.writeAt(kPage * (1 + commit.generation % kCommits), &head, sizeof head);
        !done) {
        return done;
    }
    m_commit = commit;
    return {};
}

} // namespace lookalike
