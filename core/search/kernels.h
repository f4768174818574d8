// SPDX-License-Identifier: GPL-3.0-or-later
// The hot loops of the search, compiled for every instruction set of the platform and chosen at
// run time (Google Highway). Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lookalike::kernels {

/// Rows are sketched in blocks of this many.
inline constexpr std::size_t kBlockRows = 32;

/// A plane holds one bit a dimension of each row. Its blocks follow one another: for each group of
/// four dimensions 16 bytes, of which byte j holds the bits of row j in its low half and of row
/// j + 16 in its high half; then kBlockRows float16 norms. A table lookup within a register then
/// adds up one group of 16 rows at once ("Quicker ADC", Andre, Kermarrec, Le Scouarnec, 2019).
[[nodiscard]] constexpr std::size_t blockBytes(std::size_t groups) noexcept
{
    return groups * 16 + kBlockRows * sizeof(std::uint16_t);
}

/// What a query looks for in a plane.
struct PlaneQuery {
    const std::uint8_t* table = nullptr; ///< 16 entries a group; no row's sum may exceed 65535
    std::size_t groups = 0;              ///< a multiple of 16
    float scale = 0;
    float offset = 0;
    float threshold = 0;
};

using BlockSums = std::array<std::uint16_t, kBlockRows>;

struct BlockHit {
    std::size_t block = 0;
    std::uint32_t rows = 0; ///< bit j: row j of the block passed
};

/// The first block in [begin, end) with a row for which
/// scale * sum + offset >= threshold * norm, and the sums of all its rows; {end, 0} where there
/// is none.
[[nodiscard]] BlockHit findBlock(const std::uint8_t* plane, std::size_t begin, std::size_t end,
                                 const PlaneQuery& query, BlockSums& sums) noexcept;

/// The sums of one block.
void sumBlock(const std::uint8_t* block, const PlaneQuery& query, BlockSums& sums) noexcept;

/// Sign sketches for comparing rows with one another hold so many words of bits.
inline constexpr std::size_t kSketchWords = 8;

/// Which of `count` sketches, one after another in `rows`, differ from `sketch` in at most `limit`
/// bits: writes their numbers in ascending order to `hits`, which has room for `count`, and returns
/// how many there are.
[[nodiscard]] std::size_t findNear(const std::uint64_t* sketch, const std::uint64_t* rows,
                                   std::size_t count, std::uint32_t limit,
                                   std::uint32_t* hits) noexcept;

/// Dot product of a float16 row with a query of the same length. A float16 times a float is exact
/// in double and eight partial sums are kept whatever the width of the registers, so the result is
/// the same to the bit on every instruction set and thread.
[[nodiscard]] float dotFloat16(std::span<const std::uint16_t> row,
                               std::span<const double> query) noexcept;

/// Exact conversion of as many values as `wide` holds.
void widenFloat16(std::span<const std::uint16_t> half, std::span<float> wide) noexcept;

} // namespace lookalike::kernels
