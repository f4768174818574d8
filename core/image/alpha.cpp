// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/alpha.h"

#include <algorithm>

namespace lookalike {
namespace {

constexpr std::uint32_t kOpaque = 255;
constexpr std::uint8_t kWhite = 255;
/// Dark enough to carry white, and light enough for black details inside white to show.
constexpr std::uint8_t kDark = 64;
/// Mean distance from white, 0 to 255, below which a picture is not seen on white. Real drawings
/// and cut-outs have several times as much.
constexpr std::uint64_t kFaint = 20;

std::uint8_t rounded(std::uint64_t sum, std::uint64_t weight)
{
    return static_cast<std::uint8_t>(std::min<std::uint64_t>((sum + weight / 2) / weight, kOpaque));
}

} // namespace

AlphaReducer::AlphaReducer(int width, int height, int factor, AlphaKind kind)
    : m_width(width)
    , m_factor(factor)
    , m_kind(kind)
    , m_colours(width / factor, height / factor)
    , m_alpha(m_colours.pixels.size() / 3)
    , m_sums(m_colours.isNull() ? 0 : static_cast<std::size_t>(m_colours.width) * 4)
{}

void AlphaReducer::addRow(const std::uint8_t* rgba)
{
    const int y = m_rows++ / m_factor;
    for (int x = 0; x < m_width && m_opaque; ++x)
        m_opaque = rgba[x * 4 + 3] == kOpaque;
    if (y >= m_colours.height)
        return;
    std::uint8_t* colour = m_colours.row(y);
    std::uint8_t* alpha =
        m_alpha.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_colours.width);
    if (m_factor == 1 && m_kind == AlphaKind::Straight) {
        for (int x = 0; x < m_width; ++x, rgba += 4, colour += 3) {
            const bool seen = rgba[3] > 0;
            for (int c = 0; c < 3; ++c)
                colour[c] = seen ? rgba[c] : std::uint8_t{0};
            alpha[x] = rgba[3];
        }
        return;
    }
    for (std::size_t x = 0; x < m_sums.size(); x += 4)
        for (int i = 0; i < m_factor; ++i, rgba += 4) {
            const std::uint64_t weight = m_kind == AlphaKind::Straight ? rgba[3] : kOpaque;
            for (std::size_t c = 0; c < 3; ++c)
                m_sums[x + c] += rgba[c] * weight;
            m_sums[x + 3] += rgba[3];
        }
    if (m_rows % m_factor != 0)
        return;
    for (std::size_t x = 0; x < m_sums.size(); x += 4, colour += 3, ++alpha)
        putPixel(colour, *alpha, m_sums.data() + x);
    std::ranges::fill(m_sums, 0U);
}

void AlphaReducer::putPixel(std::uint8_t* colour, std::uint8_t& alpha,
                            const std::uint64_t* sums) const
{
    const auto area = static_cast<std::uint64_t>(m_factor) * static_cast<std::uint64_t>(m_factor);
    alpha = rounded(sums[3], area);
    for (std::size_t c = 0; c < 3; ++c)
        colour[c] = sums[3] == 0 ? std::uint8_t{0} : rounded(sums[c], sums[3]);
}

std::vector<std::uint8_t> AlphaReducer::takeAlpha()
{
    if (m_opaque)
        m_alpha.clear();
    return std::move(m_alpha);
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
            *colour =
                rounded(*colour * std::uint64_t{weight} + ground * (kOpaque - weight), kOpaque);
}

} // namespace lookalike
