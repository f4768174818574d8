// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace lookalike {

/// The dot product of `a` and as many values from `b` on. Eight partial sums, so that compilers
/// need not keep an order that takes one addition after the other.
[[nodiscard]] inline float dotOf(std::span<const float> a, const float* b) noexcept
{
    std::array<float, 8> sums{};
    std::size_t i = 0;
    for (; i + sums.size() <= a.size(); i += sums.size())
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] += a[i + k] * b[i + k];
    float sum = 0;
    for (; i < a.size(); ++i)
        sum += a[i] * b[i];
    for (const float part : sums)
        sum += part;
    return sum;
}

inline void addScaled(float* to, std::span<const float> values, float factor) noexcept
{
    for (std::size_t i = 0; i < values.size(); ++i)
        to[i] += factor * values[i];
}

} // namespace lookalike
