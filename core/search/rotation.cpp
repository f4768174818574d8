// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/rotation.h"

#include <bit>
#include <cmath>
#include <random>

namespace lookalike {

namespace {

// After three rounds, every coordinate depends on every other one several times over. More rounds
// did not change recall.
constexpr int kRounds = 3;

/// Unnormalised Walsh-Hadamard transform; `size` is a power of two >= 64.
void hadamard(float* values, int size) noexcept
{
    for (int step = size / 2; step >= 1; step /= 2) {
        for (int begin = 0; begin < size; begin += 2 * step) {
            float* low = values + begin;
            float* high = low + step;
            for (int i = 0; i < step; ++i) {
                const float sum = low[i] + high[i];
                high[i] = low[i] - high[i];
                low[i] = sum;
            }
        }
    }
}

} // namespace

RandomRotation::RandomRotation(int dim, std::uint64_t seed)
    : m_dim(dim)
    , m_window(static_cast<int>(std::bit_floor(static_cast<unsigned>(dim))))
{
    std::mt19937_64 random(seed);
    m_signs.resize(static_cast<std::size_t>(2 * kRounds) * static_cast<std::size_t>(m_window));
    for (std::size_t i = 0; i < m_signs.size(); i += 64) {
        std::uint64_t bits = random();
        for (std::size_t j = i; j < i + 64; ++j, bits >>= 1) {
            m_signs[j] = (bits & 1U) != 0 ? 1.0F : -1.0F;
        }
    }
}

void RandomRotation::apply(std::span<float> vector) const noexcept
{
    const float scale = 1.0F / std::sqrt(static_cast<float>(m_window));
    const float* signs = m_signs.data();
    for (int transform = 0; transform < 2 * kRounds; ++transform, signs += m_window) {
        float* window = vector.data() + (transform % 2 == 0 ? 0 : m_dim - m_window);
        for (int i = 0; i < m_window; ++i)
            window[i] *= signs[i] * scale;
        hadamard(window, m_window);
    }
}

} // namespace lookalike
