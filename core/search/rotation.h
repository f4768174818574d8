// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// A random rotation of R^n in O(n log n): rounds of random signs and Walsh-Hadamard transforms
/// over two overlapping windows, each the largest power of two that fits. Immutable; the same seed
/// gives the same bits on every machine.
class RandomRotation {
public:
    /// `dim` is a positive multiple of 64.
    RandomRotation(int dim, std::uint64_t seed);

    [[nodiscard]] int dim() const noexcept { return m_dim; }
    /// In place; `vector` holds dim() floats. Keeps lengths and dot products.
    void apply(std::span<float> vector) const noexcept;

private:
    int m_dim;
    int m_window;               ///< largest power of two <= dim
    std::vector<float> m_signs; ///< +-1, one array of m_window a transform
};

} // namespace lookalike
