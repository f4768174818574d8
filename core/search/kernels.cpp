// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/kernels.h"

#include "core/base/float16.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/search/kernels.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h must come first.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace lookalike::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kBlocksAhead = 2;

#if HWY_TARGET == HWY_SCALAR
// The scalar target has no register lookup.
void sumBlockImpl(const std::uint8_t* HWY_RESTRICT block, const PlaneQuery& query, BlockSums& sums)
{
    sums.fill(0);
    for (std::size_t i = 0; i < query.groups * 16; ++i) {
        const std::uint8_t* table = query.table + i / 16 * 16;
        std::uint16_t& low = sums[i % 16];
        std::uint16_t& high = sums[i % 16 + 16];
        low = static_cast<std::uint16_t>(low + table[block[i] & 15U]);
        high = static_cast<std::uint16_t>(high + table[block[i] >> 4U]);
    }
}
#else
#if HWY_HAVE_SCALABLE
using Bytes = hn::FixedTag<std::uint8_t, 16>; // the sums are folded by halves of known size
#else
using Bytes = hn::CappedTag<std::uint8_t, 64>;
#endif
using Words = hn::Repartition<std::uint16_t, Bytes>;

/// Adds up a register's 128-bit blocks, which hold sums of different groups for the same rows.
template <class D, class V>
auto foldBlocks(D, V sums)
{
    if constexpr (hn::MaxLanes(D()) <= 8) {
        return sums;
    } else {
        const hn::Half<D> half;
        return foldBlocks(half, hn::Add(hn::LowerHalf(half, sums), hn::UpperHalf(half, sums)));
    }
}

/// Writes the sums of 16 rows: `pairs` holds the sums of even rows plus 256 times those of odd
/// rows.
template <class V>
void storeRows(Words words, V pairs, V odds, std::uint16_t* HWY_RESTRICT rows)
{
    const hn::CappedTag<std::uint16_t, 8> block;
    const auto even = foldBlocks(words, hn::Sub(pairs, hn::ShiftLeft<8>(odds)));
    const auto odd = foldBlocks(words, odds);
    hn::StoreU(hn::InterleaveLower(block, even, odd), block, rows);
    hn::StoreU(hn::InterleaveUpper(block, even, odd), block, rows + 8);
}

void sumBlockImpl(const std::uint8_t* HWY_RESTRICT block, const PlaneQuery& query, BlockSums& sums)
{
    const Bytes bytes;
    const Words words;
    const std::size_t step = hn::Lanes(bytes);
    const auto lowHalf = hn::Set(bytes, 0x0F);
    // Pairs of bytes are added as words: `pairs` collects even + 256 * odd (modulo 2^16), `odds`
    // the odd ones, and subtraction gives the even ones.
    auto pairsA = hn::Zero(words);
    auto oddsA = hn::Zero(words);
    auto pairsB = hn::Zero(words);
    auto oddsB = hn::Zero(words);
    for (std::size_t i = 0; i < query.groups * 16; i += step) {
        const auto codes = hn::Load(bytes, block + i);
        const auto table = hn::Load(bytes, query.table + i);
        const auto rowsA = hn::And(codes, lowHalf);
        const auto rowsB =
            hn::And(hn::BitCast(bytes, hn::ShiftRight<4>(hn::BitCast(words, codes))), lowHalf);
        const auto valuesA = hn::BitCast(words, hn::TableLookupBytes(table, rowsA));
        const auto valuesB = hn::BitCast(words, hn::TableLookupBytes(table, rowsB));
        pairsA = hn::Add(pairsA, valuesA);
        oddsA = hn::Add(oddsA, hn::ShiftRight<8>(valuesA));
        pairsB = hn::Add(pairsB, valuesB);
        oddsB = hn::Add(oddsB, hn::ShiftRight<8>(valuesB));
    }
    storeRows(words, pairsA, oddsA, sums.data());
    storeRows(words, pairsB, oddsB, sums.data() + 16);
}
#endif

/// Sets bit j if scale * sums[j] + offset >= threshold * norms[j].
std::uint32_t passing(const BlockSums& sums, const std::uint8_t* HWY_RESTRICT norms,
                      const PlaneQuery& query)
{
    const hn::CappedTag<float, kBlockRows> floats;
    const hn::Rebind<std::int32_t, decltype(floats)> ints;
    const hn::Rebind<std::uint16_t, decltype(floats)> words;
    const hn::Rebind<hwy::float16_t, decltype(floats)> halves;
    const auto scale = hn::Set(floats, query.scale);
    const auto offset = hn::Set(floats, query.offset);
    const auto threshold = hn::Set(floats, query.threshold);
    std::uint32_t rows = 0;
    const std::size_t step = hn::Lanes(floats);
    for (std::size_t i = 0; i < kBlockRows; i += step) {
        const auto sum =
            hn::ConvertTo(floats, hn::PromoteTo(ints, hn::LoadU(words, sums.data() + i)));
        const auto half = hn::BitCast(
            halves, hn::LoadU(words, reinterpret_cast<const std::uint16_t*>(norms) + i));
        const auto bound = hn::Mul(threshold, hn::PromoteTo(floats, half));
        std::uint8_t bits[8] = {};
        hn::StoreMaskBits(floats, hn::Ge(hn::MulAdd(scale, sum, offset), bound), bits);
        for (std::size_t byte = 0; byte < (step + 7) / 8; ++byte) {
            rows |= static_cast<std::uint32_t>(bits[byte]) << (i + byte * 8);
        }
    }
    return rows;
}

BlockHit findBlockImpl(const std::uint8_t* HWY_RESTRICT plane, std::size_t begin, std::size_t end,
                       const PlaneQuery& query, BlockSums& sums)
{
    const std::size_t stride = blockBytes(query.groups);
    for (std::size_t block = begin; block < end; ++block) {
        const std::uint8_t* codes = plane + block * stride;
        // Pages are small and scattered, and hardware prefetching stops at their ends.
        for (std::size_t i = 0; i < stride; i += kCacheLine)
            hwy::Prefetch(codes + kBlocksAhead * stride + i);
        sumBlockImpl(codes, query, sums);
        const std::uint32_t rows = passing(sums, codes + query.groups * 16, query);
        if (rows != 0)
            return {block, rows};
    }
    return {end, 0};
}

std::size_t findNearImpl(const std::uint64_t* HWY_RESTRICT sketch,
                         const std::uint64_t* HWY_RESTRICT rows, std::size_t count,
                         std::uint32_t limit, std::uint32_t* HWY_RESTRICT hits)
{
    const hn::CappedTag<std::uint64_t, kSketchWords> words;
    const std::size_t step = hn::Lanes(words);
    std::size_t found = 0;
    for (std::size_t row = 0; row < count; ++row, rows += kSketchWords) {
        auto sum = hn::Zero(words);
        for (std::size_t i = 0; i < kSketchWords; i += step) {
            const auto differ = hn::Xor(hn::LoadU(words, sketch + i), hn::LoadU(words, rows + i));
            sum = hn::Add(sum, hn::PopulationCount(differ));
        }
        // Always write and only advance on a match, so that there is no branch to mispredict.
        hits[found] = static_cast<std::uint32_t>(row);
        found += hn::GetLane(hn::SumOfLanes(words, sum)) <= limit ? 1U : 0U;
    }
    return found;
}

float dotFloat16Impl(const std::uint16_t* HWY_RESTRICT row, const double* HWY_RESTRICT query,
                     std::size_t size)
{
    constexpr std::size_t kSums = 8;
    const hn::CappedTag<double, kSums> doubles;
    const hn::Rebind<float, decltype(doubles)> floats;
    const hn::Rebind<std::uint16_t, decltype(doubles)> words;
    const hn::Rebind<hwy::float16_t, decltype(doubles)> halves;
    const std::size_t step = hn::Lanes(doubles);
    HWY_ALIGN double sums[kSums] = {};
    // A register holds only some of the eight sums, so go over the row once per register.
    for (std::size_t first = 0; first < kSums; first += step) {
        auto sum = hn::Zero(doubles);
        for (std::size_t i = first; i + step <= size; i += kSums) {
            const auto half = hn::BitCast(halves, hn::LoadU(words, row + i));
            const auto wide = hn::PromoteTo(doubles, hn::PromoteTo(floats, half));
            sum = hn::MulAdd(wide, hn::LoadU(doubles, query + i), sum);
        }
        hn::StoreU(sum, doubles, sums + first);
    }
    for (std::size_t i = size - size % step; i < size; ++i) {
        sums[i % kSums] += static_cast<double>(toFloat32(row[i])) * query[i];
    }
    return static_cast<float>(((sums[0] + sums[4]) + (sums[2] + sums[6])) +
                              ((sums[1] + sums[5]) + (sums[3] + sums[7])));
}

void widenImpl(const std::uint16_t* HWY_RESTRICT half, float* HWY_RESTRICT wide, std::size_t size)
{
    const hn::ScalableTag<float> floats;
    const hn::Rebind<std::uint16_t, decltype(floats)> words;
    const hn::Rebind<hwy::float16_t, decltype(floats)> halves;
    const std::size_t step = hn::Lanes(floats);
    for (std::size_t i = 0; i + step <= size; i += step) {
        hn::StoreU(hn::PromoteTo(floats, hn::BitCast(halves, hn::LoadU(words, half + i))), floats,
                   wide + i);
    }
    for (std::size_t i = size - size % step; i < size; ++i)
        wide[i] = toFloat32(half[i]);
}

} // namespace HWY_NAMESPACE
} // namespace lookalike::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lookalike::kernels {

HWY_EXPORT(findBlockImpl);
HWY_EXPORT(sumBlockImpl);
HWY_EXPORT(findNearImpl);
HWY_EXPORT(dotFloat16Impl);
HWY_EXPORT(widenImpl);

BlockHit findBlock(const std::uint8_t* plane, std::size_t begin, std::size_t end,
                   const PlaneQuery& query, BlockSums& sums) noexcept
{
    return HWY_DYNAMIC_DISPATCH(findBlockImpl)(plane, begin, end, query, sums);
}

void sumBlock(const std::uint8_t* block, const PlaneQuery& query, BlockSums& sums) noexcept
{
    HWY_DYNAMIC_DISPATCH(sumBlockImpl)(block, query, sums);
}

std::size_t findNear(const std::uint64_t* sketch, const std::uint64_t* rows, std::size_t count,
                     std::uint32_t limit, std::uint32_t* hits) noexcept
{
    return HWY_DYNAMIC_DISPATCH(findNearImpl)(sketch, rows, count, limit, hits);
}

float dotFloat16(std::span<const std::uint16_t> row, std::span<const double> query) noexcept
{
    return HWY_DYNAMIC_DISPATCH(dotFloat16Impl)(row.data(), query.data(), row.size());
}

void widenFloat16(std::span<const std::uint16_t> half, std::span<float> wide) noexcept
{
    HWY_DYNAMIC_DISPATCH(widenImpl)(half.data(), wide.data(), wide.size());
}

} // namespace lookalike::kernels
#endif
