// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sketch.h"

#include "core/base/float16.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

namespace lookalike {

namespace {

// A row is discarded if its coarse estimate is more than this many standard errors below the
// threshold. 1.5 loses one in fifteen of the rows right at the threshold and far fewer above it.
constexpr float kCoarseConfidence = 1.5F;

// The coordinates of a randomly rotated unit vector of n dimensions are nearly normally distributed
// with variance 1/n. Under that distribution, this is the length of the vector's part that the sign
// codes miss, times sqrt(n), over the length of the codes: sqrt(1 - 2 / pi). The second constant is
// the same for the four levels.
constexpr float kSignResidual = 0.603F;
constexpr float kLevelResidual = 0.323F;

/// Returns the length of a unit vector's component orthogonal to another one.
float sine(float cosine)
{
    const float bounded = std::clamp(cosine, 0.0F, 1.0F);
    return std::sqrt(1.0F - bounded * bounded);
}

void setNorm(std::uint8_t* block, std::size_t groups, std::size_t row, float norm)
{
    const std::uint16_t half = toFloat16(norm);
    std::copy_n(reinterpret_cast<const std::uint8_t*>(&half), sizeof half,
                block + groups * 16 + row * sizeof half);
}

} // namespace

kernels::PlaneQuery SketchQuery::reaching(float cosine) const noexcept
{
    const float margin = kCoarseConfidence * kSignResidual * sine(cosine);
    return {table.get(), groups, 2 * step, 2 * base - total + margin, cosine};
}

float SketchQuery::estimate(std::uint16_t signSum, std::uint16_t levelSum,
                            float norm) const noexcept
{
    // The codes stand for -1.5, -0.5, 0.5 and 1.5: twice the sign bit plus the level bit, minus
    // 1.5.
    const float sums = 2.0F * static_cast<float>(signSum) + static_cast<float>(levelSum);
    return (step * sums + 3.0F * base - 1.5F * total) / norm;
}

float SketchQuery::standardError(float cosine) const noexcept
{
    return kLevelResidual * sine(cosine) / (0.883F * std::sqrt(4.0F * static_cast<float>(groups)));
}

Sketcher::Sketcher(const EmbeddingSpace& space)
    : m_dim(static_cast<std::size_t>(space.dim))
    , m_rotation((space.dim + 63) / 64 * 64, XXH3_64bits(space.id.data(), space.id.size()))
{}

void Sketcher::rotate(std::span<float> scratch) const noexcept
{
    m_rotation.apply(scratch);
    const float square = std::inner_product(scratch.begin(), scratch.end(), scratch.begin(), 0.0F);
    const float scale = 1.0F / std::sqrt(std::max(square, 1e-30F));
    for (float& value : scratch)
        value *= scale;
}

void Sketcher::encode(std::span<const std::uint16_t> rows, std::size_t first, std::uint8_t* signs,
                      std::uint8_t* levels) const
{
    std::vector<float> scratch(sketchDim());
    const std::size_t groups = sketchDim() / 4;
    // The boundary between the inner and outer levels that suits a normal distribution best.
    const float border = 1.0F / std::sqrt(static_cast<float>(sketchDim()));
    for (std::size_t i = 0; i < rows.size() / m_dim; ++i) {
        std::fill(scratch.begin() + static_cast<std::ptrdiff_t>(m_dim), scratch.end(), 0.0F);
        kernels::widenFloat16(rows.subspan(i * m_dim, m_dim), std::span(scratch).first(m_dim));
        rotate(scratch);

        const std::size_t block = (first + i) / kernels::kBlockRows;
        const std::size_t row = (first + i) % kernels::kBlockRows;
        std::uint8_t* signBytes = signs + block * blockBytes();
        std::uint8_t* levelBytes = levels + block * blockBytes();
        float signNorm = 0;
        float levelNorm = 0;
        for (std::size_t group = 0; group < groups; ++group) {
            unsigned signBits = 0;
            unsigned levelBits = 0;
            for (unsigned bit = 0; bit < 4; ++bit) {
                const float value = scratch[group * 4 + bit];
                const float magnitude = std::abs(value);
                const unsigned positive = value >= 0 ? 1 : 0;
                const unsigned outer = magnitude > border ? 1 : 0;
                signBits |= positive << bit;
                levelBits |= (1U ^ positive ^ outer) << bit;
                signNorm += magnitude;
                levelNorm += magnitude * (0.5F + static_cast<float>(outer));
            }
            const std::size_t byte = group * 16 + row % 16;
            const std::size_t shift = row / 16 * 4;
            signBytes[byte] = static_cast<std::uint8_t>(signBytes[byte] | (signBits << shift));
            levelBytes[byte] = static_cast<std::uint8_t>(levelBytes[byte] | (levelBits << shift));
        }
        setNorm(signBytes, groups, row, signNorm);
        setNorm(levelBytes, groups, row, levelNorm);
    }
}

SketchQuery Sketcher::prepare(std::span<const float> query) const
{
    std::vector<float> rotated(sketchDim());
    std::copy(query.begin(), query.end(), rotated.begin());
    rotate(rotated);

    SketchQuery result;
    result.groups = sketchDim() / 4;
    result.table = hwy::AllocateAligned<std::uint8_t>(result.groups * 16);
    std::vector<float> sums(result.groups * 16);
    std::vector<float> lowest(result.groups);
    float widest = 0;
    for (std::size_t group = 0; group < result.groups; ++group) {
        float* entries = sums.data() + group * 16;
        for (std::size_t bits = 1; bits < 16; ++bits) {
            const std::size_t top = std::bit_floor(bits);
            entries[bits] = entries[bits - top] +
                            rotated[group * 4 + static_cast<std::size_t>(std::countr_zero(top))];
        }
        const auto [low, high] = std::minmax_element(entries, entries + 16);
        lowest[group] = *low;
        widest = std::max(widest, *high - *low);
        result.base += *low;
        result.total += entries[15];
    }
    // No row's sum may overflow its 16 bits.
    const std::size_t most = std::min<std::size_t>(255, 65535 / result.groups);
    result.step = widest / static_cast<float>(most);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        result.table[i] =
            static_cast<std::uint8_t>(std::lround((sums[i] - lowest[i / 16]) / result.step));
    }
    return result;
}

} // namespace lookalike
