// SPDX-License-Identifier: GPL-3.0-or-later
// Finds candidates by perceptual hash: all pairs within a Hamming radius, without comparing every
// pair.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Fewer than one in a million DCT hashes of unrelated photos are this close. Those of copies
/// nearly always are, unless the copy is cropped or rotated by an odd angle.
inline constexpr int kHashRadius = 8;

struct HashPair {
    std::uint32_t first = 0; ///< index of a photo, less than second
    std::uint32_t second = 0;
    bool operator==(const HashPair&) const = default;
    bool operator<(const HashPair& other) const noexcept
    {
        return first != other.first ? first < other.first : second < other.second;
    }
};

struct HashNeighbours {
    std::vector<HashPair> pairs; ///< sorted, without duplicates
    /// Photos skipped because their hash carries no information (fewer than 8 bits set or clear:
    /// plain pictures).
    std::size_t plain = 0;
    /// Photos beyond the first 64 with an identical hash. They are paired with those 64 and with
    /// other close hashes, but not with each other, so that n copies give 64 n pairs.
    std::size_t crowded = 0;
    bool cancelled = false; ///< stopped early: `pairs` is incomplete
};

/// Finds pairs (i, j) for which one of the eight hashes of i (dctHashOrientations()) is within
/// `radius` bits of the first hash of j, or vice versa. The radius must be 0 to 15. Uses all cores
/// and 50 bytes per photo besides the result. Multi-index hashing (Norouzi, Punjani and Fleet,
/// 2012): hashes that are close overall are closer still in at least one band.
[[nodiscard]] HashNeighbours hashNeighbours(std::span<const std::array<std::uint64_t, 8>> hashes,
                                            int radius = kHashRadius,
                                            const std::stop_token& stop = {});

} // namespace lookalike
