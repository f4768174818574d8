// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <array>
#include <cstdint>

namespace lookalike {

/// 64-bit difference hash: the picture as 9 x 8 grey values, one bit a horizontal neighbour pair.
[[nodiscard]] std::uint64_t differenceHash(const Image& image);

/// 64-bit DCT hash: 32 x 32 grey values, the 8 x 8 lowest frequencies without the constant one
/// against their median (Zauner, "Implementation and Benchmarking of Perceptual Image Hash
/// Functions", 2010).
[[nodiscard]] std::uint64_t dctHash(const Image& image);

/// dctHash() of the picture under the eight orientations, in the order of EXIF's 1 to 8, from one
/// transform.
[[nodiscard]] std::array<std::uint64_t, 8> dctHashOrientations(const Image& image);

/// Number of bits that differ, 0 to 64.
[[nodiscard]] int hammingDistance(std::uint64_t a, std::uint64_t b) noexcept;

} // namespace lookalike
