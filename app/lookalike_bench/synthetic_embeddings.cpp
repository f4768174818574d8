// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/synthetic_embeddings.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lookalike {

namespace {

constexpr std::size_t kQuantiles = 65536;
constexpr float kClusterNoise = 0.7F;
constexpr float kQueryNoise = 0.1F;

/// SplitMix64 (Steele, Lea, Flood, 2014): a stream for every seed, good from the first number.
class Stream {
public:
    explicit Stream(std::uint64_t seed)
        : m_state(seed)
    {}
    std::uint64_t next() noexcept
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t m_state;
};

/// The point below which a standard normal variable falls with this probability, by bisection.
float normalQuantile(double probability)
{
    double low = -6;
    double high = 6;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (0.5 * std::erfc(-middle / std::sqrt(2.0)) < probability ? low : high) = middle;
    }
    return static_cast<float>(low);
}

} // namespace

SyntheticEmbeddings::SyntheticEmbeddings(std::size_t rows, int dim, std::uint64_t seed)
    : m_clusters(std::max<std::size_t>(1, rows / 50))
    , m_seed(seed * 0x2545F4914F6CDD1DULL)
    , m_rotation(dim, seed + 1)
{
    for (int i = 1; i <= dim; ++i)
        m_scales.push_back(1.0F / std::sqrt(static_cast<float>(i)));
    for (std::size_t i = 0; i < kQuantiles; ++i) {
        m_normal.push_back(normalQuantile((static_cast<double>(i) + 0.5) / kQuantiles));
    }
}

void SyntheticEmbeddings::row(std::size_t number, std::span<float> out) const
{
    nearCopy(number, 0, number, out);
}

void SyntheticEmbeddings::query(std::size_t number, std::span<float> out) const
{
    nearCopy(number, kQueryNoise, number, out);
}

void SyntheticEmbeddings::nearCopy(std::size_t number, float noise, std::size_t copy,
                                   std::span<float> out) const
{
    Stream own(m_seed + 3 * number);
    const double uniform = static_cast<double>(own.next() >> 11) * 0x1p-53;
    const auto cluster =
        static_cast<std::size_t>(uniform * uniform * static_cast<double>(m_clusters));
    Stream centre(m_seed + 3 * cluster + 1);
    Stream extra(m_seed + 3 * copy + 2);
    const auto addNoise = [&](Stream& stream, float amount) {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < out.size(); ++i, bits >>= 16) {
            if (i % 4 == 0)
                bits = stream.next();
            out[i] += amount * m_normal[bits % kQuantiles];
        }
    };
    std::fill(out.begin(), out.end(), 0.0F);
    addNoise(centre, 1);
    addNoise(own, kClusterNoise);
    if (noise > 0)
        addNoise(extra, noise);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] *= m_scales[i];
    m_rotation.apply(out);
    const float square = std::inner_product(out.begin(), out.end(), out.begin(), 0.0F);
    for (float& value : out)
        value /= std::sqrt(square);
}

} // namespace lookalike
