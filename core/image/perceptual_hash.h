// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <array>
#include <cstdint>

namespace lookalike {

/// Returns a 64-bit difference hash: 9 x 8 grey values, one bit per pair of horizontal neighbours.
[[nodiscard]] std::uint64_t differenceHash(const Image& image);

/// Returns a 64-bit DCT hash: of 32 x 32 grey values, compares the 8 x 8 lowest frequencies except
/// the constant one with their median (Zauner, "Implementation and Benchmarking of Perceptual Image
/// Hash Functions", 2010).
[[nodiscard]] std::uint64_t dctHash(const Image& image);

/// Returns dctHash() of the picture in the eight EXIF orientations, 1 to 8, computed from one
/// transform.
[[nodiscard]] std::array<std::uint64_t, 8> dctHashOrientations(const Image& image);

/// Returns the number of differing bits, 0 to 64.
[[nodiscard]] int hammingDistance(std::uint64_t a, std::uint64_t b) noexcept;

} // namespace lookalike
