// SPDX-License-Identifier: GPL-3.0-or-later
// Converts single values of IEEE 754 binary16, the storage format of embeddings. For many values
// see widenFloat16() in core/search/kernels.h.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace lookalike {

/// Rounds to nearest, ties to even. Values out of range become infinity, and NaN stays NaN.
[[nodiscard]] inline std::uint16_t toFloat16(float value) noexcept
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U)
        return static_cast<std::uint16_t>(sign | 0x7E00U);
    if (magnitude >= 0x477FF000U)
        return static_cast<std::uint16_t>(sign | 0x7C00U);
    if (magnitude < 0x38800000U) {
        // Subnormal: adding 0.5 makes the adder round at the last place of binary16.
        const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
        return static_cast<std::uint16_t>(sign |
                                          (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000U));
    }
    const std::uint32_t odd = (magnitude >> 13) & 1U;
    return static_cast<std::uint16_t>(sign | ((magnitude - 0x38000000U + 0xFFFU + odd) >> 13));
}

/// The conversion is exact.
[[nodiscard]] inline float toFloat32(std::uint16_t half) noexcept
{
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t magnitude = half & 0x7FFFU;
    if (magnitude >= 0x7C00U) {
        return std::bit_cast<float>(sign | 0x7F800000U | ((magnitude & 0x3FFU) << 13));
    }
    if (magnitude >= 0x400U)
        return std::bit_cast<float>(sign | ((magnitude << 13) + 0x38000000U));
    const float subnormal = std::ldexp(static_cast<float>(magnitude), -24);
    return sign != 0 ? -subnormal : subnormal;
}

} // namespace lookalike
