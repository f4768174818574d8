// SPDX-License-Identifier: GPL-3.0-or-later
// Maps between pictures in any coordinates. Plain values; any thread.
#pragma once

#include <array>

namespace lookalike {

/// A row-major 3 x 3 matrix.
using Homography = std::array<double, 9>;

inline constexpr Homography kIdentity{1, 0, 0, 0, 1, 0, 0, 0, 1};

struct PlanePoint {
    double x = 0;
    double y = 0;
};

/// Applies `right` first, then `left`.
[[nodiscard]] Homography composed(const Homography& left, const Homography& right) noexcept;
/// Returns the inverse, scaled so that its last entry is 1; the identity if there is no inverse.
[[nodiscard]] Homography inverse(const Homography& map) noexcept;
[[nodiscard]] PlanePoint mapped(const Homography& map, PlanePoint point) noexcept;
/// Returns a map that multiplies x and y.
[[nodiscard]] Homography scaling(double x, double y) noexcept;
/// Returns the Jacobian at a point: dx/dx, dx/dy, dy/dx, dy/dy.
[[nodiscard]] std::array<double, 4> derivative(const Homography& map, PlanePoint at) noexcept;

} // namespace lookalike
