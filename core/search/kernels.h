// SPDX-License-Identifier: GPL-3.0-or-later
// The hot loops of the search. Google Highway compiles them for every instruction set of the
// platform and chooses one at run time. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lookalike::kernels {

/// The number of rows in a block of a plane.
inline constexpr std::size_t kBlockRows = 32;

/// A plane holds one bit per dimension of each row, in consecutive blocks. A block holds 16 bytes
/// for each group of four dimensions, followed by kBlockRows float16 norms. Byte j of a group holds
/// the bits of row j in its low half and those of row j + 16 in its high half, so that one table
/// lookup within a register sums a group for 16 rows at once ("Quicker ADC", Andre, Kermarrec, Le
/// Scouarnec, 2019).
[[nodiscard]] constexpr std::size_t blockBytes(std::size_t groups) noexcept
{
    return groups * 16 + kBlockRows * sizeof(std::uint16_t);
}

/// A query prepared for scanning a plane.
struct PlaneQuery {
    const std::uint8_t* table = nullptr; ///< 16 entries per group; no row's sum may exceed 65535
    std::size_t groups = 0;              ///< a multiple of 16
    float scale = 0;
    float offset = 0;
    float threshold = 0;
};

using BlockSums = std::array<std::uint16_t, kBlockRows>;

struct BlockHit {
    std::size_t block = 0;
    std::uint32_t rows = 0; ///< bit j is set if row j of the block qualifies
};

/// Finds the first block in [begin, end) with a row for which scale * sum + offset >= threshold *
/// norm, and writes the sums of all its rows to `sums`. Returns {end, 0} if there is none.
[[nodiscard]] BlockHit findBlock(const std::uint8_t* plane, std::size_t begin, std::size_t end,
                                 const PlaneQuery& query, BlockSums& sums) noexcept;

/// Computes the sums of one block.
void sumBlock(const std::uint8_t* block, const PlaneQuery& query, BlockSums& sums) noexcept;

/// The number of 64-bit words in a sign sketch that is compared with other rows.
inline constexpr std::size_t kSketchWords = 8;

/// Finds the sketches that differ from `sketch` in at most `limit` bits. `rows` holds `count`
/// consecutive sketches. Writes their indices in ascending order to `hits`, which must have room
/// for `count`, and returns how many there are.
[[nodiscard]] std::size_t findNear(const std::uint64_t* sketch, const std::uint64_t* rows,
                                   std::size_t count, std::uint32_t limit,
                                   std::uint32_t* hits) noexcept;

/// Returns the dot product of a float16 row and a query of the same length. A float16 times a float
/// is exact in double, and eight partial sums are kept whatever the register width, so the result
/// is bit-identical on every instruction set and thread.
[[nodiscard]] float dotFloat16(std::span<const std::uint16_t> row,
                               std::span<const double> query) noexcept;

/// Converts as many values as `wide` holds, exactly.
void widenFloat16(std::span<const std::uint16_t> half, std::span<float> wide) noexcept;

} // namespace lookalike::kernels
