// SPDX-License-Identifier: GPL-3.0-or-later
// A chunk is the unit of the index: up to kChunkRows rows that are sketched, scanned, stored and
// replaced together.
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

/// The record of one row, as stored on disk and in memory, in 16-bit words: the float16 vector, its
/// content id and a checksum of both.
struct RowRecord {
    static constexpr std::size_t kTailWords = 8;
    [[nodiscard]] static constexpr std::size_t words(std::size_t dim) noexcept
    {
        return dim + kTailWords;
    }
    static void append(std::vector<std::uint16_t>& records, ContentId content,
                       std::span<const std::uint16_t> vector);
    [[nodiscard]] static ContentId content(std::span<const std::uint16_t> record) noexcept;
    /// Returns the checksum stored in the record.
    [[nodiscard]] static std::uint64_t checksum(std::span<const std::uint16_t> record) noexcept;
};

/// Returns the XXH3 of the vector, seeded with the content id.
[[nodiscard]] std::uint64_t rowChecksum(ContentId content,
                                        std::span<const std::uint16_t> vector) noexcept;

/// Bit r is set if row r has been removed and is no longer searched.
using DeadRows = std::array<std::uint64_t, kChunkRows / 64>;

/// Rows in the order in which they were added. Immutable once shared.
struct Chunk {
    std::vector<std::int64_t> ids;
    std::vector<std::uint32_t> checksums; ///< low 32 bits of rowChecksum()
    /// The two planes of kernels.h, in whole blocks.
    hwy::AlignedFreeUniquePtr<std::uint8_t[]> signs;
    hwy::AlignedFreeUniquePtr<std::uint8_t[]> levels;
    std::size_t planeBytes = 0;

    std::shared_ptr<const Sidecar> file; ///< holds the records; null if they are in `records`
    std::size_t number = 0;              ///< index of this chunk in `file`
    std::vector<std::uint16_t> records;

    [[nodiscard]] std::size_t size() const noexcept { return ids.size(); }
    [[nodiscard]] std::size_t residentBytes() const noexcept;
    /// Allocates zeroed planes for `rows` rows.
    void allocatePlanes(std::size_t rows, std::size_t blockBytes);
    /// Returns records [first, first + count). Uses `buffer` if they have to be read from the file.
    [[nodiscard]] Result<std::span<const std::uint16_t>>
    read(std::size_t first, std::size_t count, std::size_t dim,
         std::vector<std::uint16_t>& buffer) const;
};

/// A chunk as one snapshot sees it.
struct Segment {
    std::shared_ptr<const Chunk> chunk;
    std::shared_ptr<const DeadRows> dead; ///< null if no row is dead

    [[nodiscard]] bool isDead(std::size_t row) const noexcept
    {
        return dead != nullptr && (((*dead)[row / 64] >> (row % 64)) & 1U) != 0;
    }
    [[nodiscard]] std::size_t deadCount() const noexcept;
};

} // namespace lookalike
