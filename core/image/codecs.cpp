// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/codecs.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace lookalike {
namespace {

/// Smaller pictures are handed on as they are: nothing is gained by reducing them.
constexpr std::int64_t kReducePixels = 4'000'000;
constexpr int kReduceMargin = 3;

} // namespace

Result<void> checkSize(std::uint64_t width, std::uint64_t height, const DecodeRequest& request)
{
    constexpr std::uint64_t kLargestSide = std::numeric_limits<int>::max() / 16;
    if (width == 0 || height == 0)
        return brokenPicture("it has no pixels");
    if (width > kLargestSide || height > kLargestSide || width * height > request.maxPixels)
        return fail(ErrorCode::TooLarge,
                    "The picture is too large: " + std::to_string(width) + " x " +
                        std::to_string(height) + " pixels, the limit is " +
                        std::to_string(request.maxPixels / 1'000'000) + " megapixels");
    return {};
}

tl::unexpected<Error> brokenPicture(std::string_view detail)
{
    std::string message = "The picture is damaged or incomplete";
    if (!detail.empty())
        message += " (" + displayText(detail.substr(0, 200)) + ")";
    return fail(ErrorCode::Broken, std::move(message));
}

int reductionFor(int width, int height, int wantedShortSide)
{
    if (wantedShortSide <= 0 || std::int64_t{width} * height <= kReducePixels)
        return 1;
    return std::max(1, std::min(width, height) / kReduceMargin / wantedShortSide);
}

RowReducer::RowReducer(int width, int height, int factor)
    : m_factor(factor)
    , m_image(width / factor, height / factor)
    , m_sums(factor > 1 ? static_cast<std::size_t>(width / factor) * 3 : 0)
{}

void RowReducer::addRow(const std::uint8_t* row)
{
    const int y = m_rows++ / m_factor;
    if (y >= m_image.height)
        return;
    std::uint8_t* out = m_image.row(y);
    if (m_factor == 1) {
        std::memcpy(out, row, static_cast<std::size_t>(m_image.width) * 3);
        return;
    }
    for (std::size_t x = 0; x < m_sums.size(); x += 3)
        for (int i = 0; i < m_factor; ++i, row += 3)
            for (std::size_t c = 0; c < 3; ++c)
                m_sums[x + c] += row[c];
    if (m_rows % m_factor != 0)
        return;
    const auto area = static_cast<std::uint32_t>(m_factor * m_factor);
    for (std::size_t x = 0; x < m_sums.size(); ++x)
        out[x] = static_cast<std::uint8_t>((m_sums[x] + area / 2) / area);
    std::ranges::fill(m_sums, 0U);
}

void takeRows(RowReducer& rows, StoredPicture& picture)
{
    picture.image = rows.take();
}

void takeRows(AlphaReducer& rows, StoredPicture& picture)
{
    picture.image = rows.takeColours();
    picture.alpha = rows.takeAlpha();
}

} // namespace lookalike
