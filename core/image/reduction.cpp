// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/reduction.h"

#include "core/image/decoder.h"

#include <algorithm>
#include <cstring>

namespace lookalike {
namespace {

constexpr int kMargin = 3;
/// Pixels per block. 255 times this fits into 32 bits.
constexpr std::int64_t kMostBlockPixels = 1 << 24;
constexpr int kMostBlockSide = 1 << 12;

std::uint8_t meanOf(std::uint32_t sum, std::uint32_t area)
{
    return static_cast<std::uint8_t>((sum + area / 2) / area);
}

std::uint32_t areaOf(Reduction reduction)
{
    return static_cast<std::uint32_t>(reduction.x) * static_cast<std::uint32_t>(reduction.y);
}

} // namespace

Reduction reductionFor(int width, int height, int wantedShortSide)
{
    const auto most = static_cast<std::int64_t>(mostDecodedPixels(wantedShortSide));
    if (wantedShortSide <= 0 || std::int64_t{width} * height <= kAlwaysDecodedPixels)
        return {};
    const int shortSide = std::min(width, height);
    const int longSide = std::max(width, height);
    const int largest = std::clamp(shortSide / wantedShortSide, 1, kMostBlockSide);
    const auto left = [&](int factor) {
        return std::int64_t{longSide / factor} * (shortSide / factor);
    };
    int factor = std::clamp(shortSide / kMargin / wantedShortSide, 1, kMostBlockSide);
    while (left(factor) > most && factor < largest)
        ++factor;
    Reduction reduction{factor, factor};
    if (left(factor) > most) {
        const std::int64_t wanted =
            (std::int64_t{longSide} * (shortSide / factor) + most - 1) / most;
        (width >= height ? reduction.x : reduction.y) =
            static_cast<int>(std::min({wanted, std::int64_t{longSide}, kMostBlockPixels / factor}));
    }
    return reduction;
}

RowReducer::RowReducer(int width, int height, Reduction reduction)
    : m_reduction(reduction)
    , m_image(width / reduction.x, height / reduction.y)
    , m_sums(reduction.isNone() ? 0 : static_cast<std::size_t>(width / reduction.x) * 3)
{}

void RowReducer::addRow(const std::uint8_t* row)
{
    const int y = m_rows++ / m_reduction.y;
    if (y >= m_image.height)
        return;
    std::uint8_t* out = m_image.row(y);
    if (m_reduction.isNone()) {
        std::memcpy(out, row, static_cast<std::size_t>(m_image.width) * 3);
        return;
    }
    for (std::size_t x = 0; x < m_sums.size(); x += 3)
        for (int i = 0; i < m_reduction.x; ++i, row += 3)
            for (std::size_t c = 0; c < 3; ++c)
                m_sums[x + c] += row[c];
    if (m_rows % m_reduction.y != 0)
        return;
    const std::uint32_t area = areaOf(m_reduction);
    std::ranges::transform(m_sums, out, [area](std::uint32_t sum) { return meanOf(sum, area); });
    std::ranges::fill(m_sums, 0U);
}

PixelReducer::PixelReducer(int width, int height, Reduction reduction, Rgb ground)
    : m_reduction(reduction)
    , m_ground(ground)
    , m_image(width / reduction.x, height / reduction.y)
    , m_sums(reduction.isNone() ? 0 : m_image.pixels.size())
{
    if (reduction.isNone()) {
        for (std::size_t i = 0; i < m_image.pixels.size(); ++i)
            m_image.pixels[i] = ground[i % 3];
        return;
    }
    const std::uint32_t area = areaOf(reduction);
    for (std::size_t i = 0; i < m_sums.size(); ++i)
        m_sums[i] = ground[i % 3] * area;
}

void PixelReducer::add(int x, int y, int step, int count, const std::uint8_t* pixels)
{
    if (m_reduction.isNone()) {
        std::uint8_t* out = m_image.row(y) + static_cast<std::size_t>(x) * 3;
        if (step == 1) {
            std::memcpy(out, pixels, static_cast<std::size_t>(count) * 3);
            return;
        }
        for (int i = 0; i < count;
             ++i, pixels += 3, out += std::size_t{3} * static_cast<std::size_t>(step))
            std::memcpy(out, pixels, 3);
        return;
    }
    if (y / m_reduction.y >= m_image.height)
        return;
    std::uint32_t* const row = m_sums.data() + static_cast<std::size_t>(y / m_reduction.y) *
                                                   static_cast<std::size_t>(m_image.width) * 3;
    int column = x / m_reduction.x;
    int inBlock = x % m_reduction.x;
    for (int left = count; left > 0 && column < m_image.width;) {
        const int here = std::min(left, (m_reduction.x - inBlock + step - 1) / step);
        std::array<std::uint32_t, 3> block{};
        for (int i = 0; i < here; ++i, pixels += 3)
            for (std::size_t c = 0; c < 3; ++c)
                block[c] += pixels[c];
        std::uint32_t* const sums = row + static_cast<std::size_t>(column) * 3;
        for (std::size_t c = 0; c < 3; ++c)
            sums[c] += block[c] - static_cast<std::uint32_t>(here) * m_ground[c];
        left -= here;
        inBlock += here * step;
        column += inBlock / m_reduction.x;
        inBlock %= m_reduction.x;
    }
}

Image PixelReducer::take()
{
    const std::uint32_t area = areaOf(m_reduction);
    for (std::size_t i = 0; i < m_sums.size(); ++i)
        m_image.pixels[i] = meanOf(m_sums[i], area);
    return std::move(m_image);
}

Image reduced(Image image, int wantedShortSide)
{
    const Reduction reduction = reductionFor(image.width, image.height, wantedShortSide);
    if (reduction.isNone())
        return image;
    RowReducer rows(image.width, image.height, reduction);
    for (int y = 0; y < image.height; ++y)
        rows.addRow(image.row(y));
    return rows.take();
}

} // namespace lookalike
