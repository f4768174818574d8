// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates by perceptual hash: all pairs within a Hamming radius, without comparing each with
// each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Of two unrelated photos' DCT hashes fewer than one in a million are as near; copies that are not
/// cropped or turned by odd angles nearly always are.
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
    std::vector<HashPair> pairs; ///< sorted, each once
    /// Photos whose hash says nothing (fewer than 8 bits set or clear: plain pictures), left out.
    std::size_t plain = 0;
    /// Photos beyond the first 64 of one and the same hash. They are paired with those 64 and with
    /// what else is near, not with each other, so that n copies make 64 n pairs.
    std::size_t crowded = 0;
    bool cancelled = false; ///< stopped: `pairs` is incomplete
};

/// Pairs (i, j) where one of i's eight hashes (dctHashOrientations()) lies within `radius` bits of
/// j's first, or the other way round. Radius 0 to 15; all cores; memory is 50 bytes a photo beside
/// the result. Multi-index hashing (Norouzi, Punjani and Fleet, 2012): near hashes are nearer still
/// in at least one of their bands.
[[nodiscard]] HashNeighbours hashNeighbours(std::span<const std::array<std::uint64_t, 8>> hashes,
                                            int radius = kHashRadius,
                                            const std::stop_token& stop = {});

} // namespace lookalike
