// SPDX-License-Identifier: GPL-3.0-or-later
// Maps between pictures, in whatever coordinates the caller uses. Plain values, any thread.
#pragma once

#include <array>

namespace lookalike {

/// Row-major 3 x 3.
using Homography = std::array<double, 9>;

inline constexpr Homography kIdentity{1, 0, 0, 0, 1, 0, 0, 0, 1};

struct PlanePoint {
    double x = 0;
    double y = 0;
};

/// First `right`, then `left`.
[[nodiscard]] Homography composed(const Homography& left, const Homography& right) noexcept;
/// Scaled so that its last entry is 1; the identity where there is none.
[[nodiscard]] Homography inverse(const Homography& map) noexcept;
[[nodiscard]] PlanePoint mapped(const Homography& map, PlanePoint point) noexcept;
/// Multiplies x and y.
[[nodiscard]] Homography scaling(double x, double y) noexcept;
/// The linear part around a point: dx/dx, dx/dy, dy/dx, dy/dy.
[[nodiscard]] std::array<double, 4> derivative(const Homography& map, PlanePoint at) noexcept;

} // namespace lookalike
