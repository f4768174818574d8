// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/perceptual_hash.h"

#include "core/image/orientation.h"
#include "core/image/preprocess.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace lookalike {
namespace {

constexpr std::size_t kSide = 32;
constexpr std::size_t kFrequencies = 8;
/// Less than the smallest step of a grey value can cause. Without it, the bits of uniform areas
/// would be noise.
constexpr double kRounding = 1e-6;

/// Frequencies 1 to 8 along both axes: [vertical][horizontal].
using Spectrum = std::array<std::array<double, kFrequencies>, kFrequencies>;

/// Returns the luma (ITU-R BT.601) of the picture at width x height, row by row.
std::vector<double> grayValues(const Image& image, int width, int height)
{
    const Image small = resize(image, width, height, Resample::Bilinear);
    std::vector<double> gray(small.pixels.size() / 3);
    for (std::size_t i = 0; i < gray.size(); ++i)
        gray[i] = 0.299 * small.pixels[i * 3] + 0.587 * small.pixels[i * 3 + 1] +
                  0.114 * small.pixels[i * 3 + 2];
    return gray;
}

/// Computes the low frequencies of the DCT-II of the picture's 32 x 32 grey values.
Spectrum spectrumOf(const Image& image)
{
    static const auto kCosines = [] {
        std::array<std::array<double, kSide>, kFrequencies> table{};
        for (std::size_t k = 0; k < kFrequencies; ++k)
            for (std::size_t x = 0; x < kSide; ++x)
                table[k][x] = std::cos(std::numbers::pi / kSide * (static_cast<double>(x) + 0.5) *
                                       static_cast<double>(k + 1));
        return table;
    }();
    const std::vector<double> gray = grayValues(image, kSide, kSide);
    std::array<std::array<double, kFrequencies>, kSide> rows{};
    for (std::size_t y = 0; y < kSide; ++y)
        for (std::size_t u = 0; u < kFrequencies; ++u)
            for (std::size_t x = 0; x < kSide; ++x)
                rows[y][u] += gray[y * kSide + x] * kCosines[u][x];
    Spectrum spectrum{};
    for (std::size_t v = 0; v < kFrequencies; ++v)
        for (std::size_t u = 0; u < kFrequencies; ++u)
            for (std::size_t y = 0; y < kSide; ++y)
                spectrum[v][u] += rows[y][u] * kCosines[v][y];
    return spectrum;
}

/// Returns the spectrum of the oriented picture: mirroring changes the sign of the odd frequencies
/// along its axis.
Spectrum orient(const Spectrum& stored, int orientation)
{
    const OrientationSteps steps = orientationSteps(orientation);
    Spectrum shown{};
    for (std::size_t v = 0; v < kFrequencies; ++v)
        for (std::size_t u = 0; u < kFrequencies; ++u) {
            const std::size_t x = steps.transposed ? v : u; // indices count from frequency 1
            const std::size_t y = steps.transposed ? u : v;
            const bool negative =
                (steps.mirroredX && x % 2 == 0) != (steps.mirroredY && y % 2 == 0);
            shown[v][u] = negative ? -stored[y][x] : stored[y][x];
        }
    return shown;
}

std::uint64_t hashOf(const Spectrum& spectrum)
{
    constexpr std::size_t kBits = kFrequencies * kFrequencies;
    std::array<double, kBits> sorted{};
    for (std::size_t i = 0; i < kBits; ++i)
        sorted[i] = spectrum[i / kFrequencies][i % kFrequencies];
    std::ranges::sort(sorted);
    const double median = (sorted[kBits / 2 - 1] + sorted[kBits / 2]) / 2.0;
    std::uint64_t hash = 0;
    for (const auto& row : spectrum)
        for (const double value : row)
            hash = hash << 1U | (value > median + kRounding ? 1U : 0U);
    return hash;
}

} // namespace

std::uint64_t differenceHash(const Image& image)
{
    constexpr std::size_t kColumns = 9;
    constexpr std::size_t kRows = 8;
    const std::vector<double> gray = grayValues(image, kColumns, kRows);
    std::uint64_t hash = 0;
    for (std::size_t y = 0; y < kRows; ++y)
        for (std::size_t x = 0; x + 1 < kColumns; ++x)
            hash = hash << 1U | (gray[y * kColumns + x] < gray[y * kColumns + x + 1] ? 1U : 0U);
    return hash;
}

std::uint64_t dctHash(const Image& image)
{
    return hashOf(spectrumOf(image));
}

std::array<std::uint64_t, 8> dctHashOrientations(const Image& image)
{
    const Spectrum spectrum = spectrumOf(image);
    std::array<std::uint64_t, 8> hashes{};
    for (int orientation = 1; orientation <= 8; ++orientation)
        hashes[static_cast<std::size_t>(orientation - 1)] = hashOf(orient(spectrum, orientation));
    return hashes;
}

int hammingDistance(std::uint64_t a, std::uint64_t b) noexcept
{
    return std::popcount(a ^ b);
}

} // namespace lookalike
