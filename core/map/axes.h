// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace lookalike {

/// The number of directions that a map keeps of an embedding. On photos more directions move hardly
/// any photo to a better neighbour and cost time.
inline constexpr std::size_t kMapAxes = 32;

/// A photo as a map sees it: its embedding's coordinates along the principal axes of the library.
using MapPoint = std::array<float, kMapAxes>;

[[nodiscard]] inline float dot(const MapPoint& a, const MapPoint& b) noexcept
{
    float sum = 0;
    for (std::size_t i = 0; i < kMapAxes; ++i)
        sum += a[i] * b[i];
    return sum;
}

} // namespace lookalike
