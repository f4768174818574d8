// SPDX-License-Identifier: GPL-3.0-or-later
// The unit of the index: a few thousand rows that are sketched, scanned, stored and replaced
// together.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/search/kernels.h"

#include <hwy/aligned_allocator.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace lookalike {

class Sidecar;

inline constexpr std::size_t kChunkRows = 8192;

/// A row on disk and where rows are kept in memory, as 16-bit words: the float16 vector, its
/// content id, and a checksum of both.
struct RowRecord {
    static constexpr std::size_t kTailWords = 8;
    [[nodiscard]] static constexpr std::size_t words(std::size_t dim) noexcept
    {
        return dim + kTailWords;
    }
    /// Appends the record of a row.
    static void append(std::vector<std::uint16_t>& records, ContentId content,
                       std::span<const std::uint16_t> vector);
    [[nodiscard]] static ContentId content(std::span<const std::uint16_t> record) noexcept;
    /// The checksum that the record holds.
    [[nodiscard]] static std::uint64_t checksum(std::span<const std::uint16_t> record) noexcept;
};

/// XXH3 of a vector, seeded with the content id.
[[nodiscard]] std::uint64_t rowChecksum(ContentId content,
                                        std::span<const std::uint16_t> vector) noexcept;

/// Bit r is set where row r is no longer searched.
using DeadRows = std::array<std::uint64_t, kChunkRows / 64>;

/// Rows in order of arrival; immutable once shared.
struct Chunk {
    std::vector<std::int64_t> ids;
    std::vector<std::uint32_t> checksums; ///< low halves of rowChecksum()
    /// The two planes of sketch.h, in whole blocks.
    hwy::AlignedFreeUniquePtr<std::uint8_t[]> signs;
    hwy::AlignedFreeUniquePtr<std::uint8_t[]> levels;
    std::size_t planeBytes = 0;

    std::shared_ptr<const Sidecar> file; ///< where the records are; null: in `records`
    std::size_t number = 0;              ///< of this chunk in `file`
    std::vector<std::uint16_t> records;

    [[nodiscard]] std::size_t size() const noexcept { return ids.size(); }
    [[nodiscard]] std::size_t residentBytes() const noexcept;
    /// Allocates zeroed planes for `rows` rows.
    void allocatePlanes(std::size_t rows, std::size_t blockBytes);
    /// Records [first, first + count), in `buffer` where they have to be read.
    [[nodiscard]] Result<std::span<const std::uint16_t>>
    read(std::size_t first, std::size_t count, std::size_t dim,
         std::vector<std::uint16_t>& buffer) const;
};

/// A chunk in a snapshot.
struct Segment {
    std::shared_ptr<const Chunk> chunk;
    std::shared_ptr<const DeadRows> dead; ///< null where every row lives

    [[nodiscard]] bool isDead(std::size_t row) const noexcept
    {
        return dead != nullptr && (((*dead)[row / 64] >> (row % 64)) & 1U) != 0;
    }
    [[nodiscard]] std::size_t deadCount() const noexcept;
};

} // namespace lookalike
