// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/alpha.h"

#include <algorithm>
#include <utility>

namespace lookalike {
namespace {

constexpr std::uint32_t kOpaque = 255;
constexpr std::uint8_t kWhite = 255;
/// Dark enough as a background for white, and light enough that black details inside white show.
constexpr std::uint8_t kDark = 64;
/// Mean distance from white, 0 to 255, below which a picture is invisible on white. Real drawings
/// and cut-outs have several times as much.
constexpr std::uint64_t kFaint = 20;

constexpr std::size_t kSums = 4;

std::uint8_t rounded(std::uint64_t sum, std::uint64_t weight)
{
    return static_cast<std::uint8_t>(std::min<std::uint64_t>((sum + weight / 2) / weight, kOpaque));
}

} // namespace

AlphaReducer::AlphaReducer(int width, int height, Reduction reduction, AlphaKind kind)
    : m_width(width)
    , m_reduction(reduction)
    , m_kind(kind)
    , m_notOpaque(std::int64_t{width} * height)
    , m_colours(width / reduction.x, height / reduction.y)
    , m_alpha(m_colours.pixels.size() / 3)
    , m_sums(reduction.isNone() ? 0 : m_alpha.size() * kSums)
{}

std::uint64_t AlphaReducer::bytesPerPixel(Reduction reduction)
{
    return 4 + (reduction.isNone() ? 0 : kSums * sizeof(std::uint64_t));
}

void AlphaReducer::put(std::size_t pixel, const std::uint8_t* rgba)
{
    m_alpha[pixel] = rgba[3];
    std::uint8_t* const colour = m_colours.pixels.data() + pixel * 3;
    for (std::size_t c = 0; c < 3 && rgba[3] > 0; ++c)
        colour[c] = m_kind == AlphaKind::Straight
                        ? rgba[c]
                        : rounded(std::uint64_t{rgba[c]} * kOpaque, rgba[3]);
}

void AlphaReducer::add(int x, int y, int step, int count, const std::uint8_t* rgba)
{
    for (int i = 0; i < count; ++i)
        if (rgba[static_cast<std::size_t>(i) * 4 + 3] == kOpaque)
            --m_notOpaque;
    const int row = y / m_reduction.y;
    if (row >= m_colours.height)
        return;
    const std::size_t first =
        static_cast<std::size_t>(row) * static_cast<std::size_t>(m_colours.width);
    for (int i = 0; i < count; ++i, rgba += 4, x += step) {
        const int column = x / m_reduction.x;
        if (column >= m_colours.width)
            return;
        const std::size_t pixel = first + static_cast<std::size_t>(column);
        if (m_reduction.isNone()) {
            put(pixel, rgba);
            continue;
        }
        std::uint64_t* const sums = m_sums.data() + pixel * kSums;
        const std::uint64_t weight = m_kind == AlphaKind::Straight ? rgba[3] : kOpaque;
        for (std::size_t c = 0; c < 3; ++c)
            sums[c] += rgba[c] * weight;
        sums[3] += rgba[3];
    }
}

void AlphaReducer::take(Image& colours, std::vector<std::uint8_t>& alpha)
{
    const auto area =
        static_cast<std::uint64_t>(m_reduction.x) * static_cast<std::uint64_t>(m_reduction.y);
    for (std::size_t i = 0; i * kSums < m_sums.size(); ++i) {
        const std::uint64_t* const sums = m_sums.data() + i * kSums;
        m_alpha[i] = rounded(sums[3], area);
        for (std::size_t c = 0; c < 3 && sums[3] > 0; ++c)
            m_colours.pixels[i * 3 + c] = rounded(sums[c], sums[3]);
    }
    if (m_notOpaque == 0)
        m_alpha.clear();
    colours = std::move(m_colours);
    alpha = std::move(m_alpha);
}

std::uint8_t groundFor(const Image& colours, std::span<const std::uint8_t> alpha)
{
    std::uint64_t seen = 0;
    std::uint64_t fromWhite = 0;
    const std::uint8_t* colour = colours.pixels.data();
    for (const std::uint8_t weight : alpha) {
        seen += weight;
        fromWhite += std::uint64_t{weight} * (3 * kOpaque - colour[0] - colour[1] - colour[2]);
        colour += 3;
    }
    return seen > 0 && fromWhite < 3 * kFaint * seen ? kDark : kWhite;
}

void flatten(Image& colours, std::span<const std::uint8_t> alpha)
{
    if (alpha.empty())
        return;
    const std::uint32_t ground = groundFor(colours, alpha);
    std::uint8_t* colour = colours.pixels.data();
    for (const std::uint8_t weight : alpha)
        for (int c = 0; c < 3; ++c, ++colour)
            *colour = rounded(*colour * std::uint64_t{weight} +
                                  std::uint64_t{ground} * (kOpaque - weight),
                              kOpaque);
}

} // namespace lookalike
