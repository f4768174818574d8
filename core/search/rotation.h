// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// A random rotation of R^n in O(n log n): rounds of random signs and Walsh-Hadamard transforms
/// over two overlapping windows, each as large as the largest power of two that fits. Immutable; a
/// seed gives the same bits on every machine.
class RandomRotation {
public:
    /// `dim` must be a positive multiple of 64.
    RandomRotation(int dim, std::uint64_t seed);

    [[nodiscard]] int dim() const noexcept { return m_dim; }
    /// Rotates `vector` in place; it must hold dim() floats. Preserves lengths and dot products.
    void apply(std::span<float> vector) const noexcept;

private:
    int m_dim;
    int m_window;               ///< largest power of two <= dim
    std::vector<float> m_signs; ///< +-1; m_window values per transform
};

} // namespace lookalike
