// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/homography.h"

#include <cmath>

namespace lookalike {

Homography composed(const Homography& left, const Homography& right) noexcept
{
    Homography product{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            for (std::size_t k = 0; k < 3; ++k)
                product[row * 3 + column] += left[row * 3 + k] * right[k * 3 + column];
    return product;
}

Homography inverse(const Homography& m) noexcept
{
    const Homography adjugate{
        m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
    const double determinant = m[0] * adjugate[0] + m[1] * adjugate[3] + m[2] * adjugate[6];
    if (std::abs(determinant) < 1e-12 || std::abs(adjugate[8]) < 1e-12)
        return kIdentity;
    Homography result{};
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = adjugate[i] / adjugate[8];
    return result;
}

PlanePoint mapped(const Homography& m, PlanePoint p) noexcept
{
    const double w = m[6] * p.x + m[7] * p.y + m[8];
    return {(m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w};
}

Homography scaling(double x, double y) noexcept
{
    return {x, 0, 0, 0, y, 0, 0, 0, 1};
}

std::array<double, 4> derivative(const Homography& m, PlanePoint at) noexcept
{
    const double w = m[6] * at.x + m[7] * at.y + m[8];
    const PlanePoint image = mapped(m, at);
    return {(m[0] - image.x * m[6]) / w, (m[1] - image.x * m[7]) / w, (m[3] - image.y * m[6]) / w,
            (m[4] - image.y * m[7]) / w};
}

} // namespace lookalike
