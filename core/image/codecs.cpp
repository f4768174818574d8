// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/codecs.h"

#include <string>

namespace lookalike {
namespace {

/// No photo has a longer side, and resampling needs memory for each pixel of a side.
constexpr std::uint64_t kLargestSide = 1'000'000;

} // namespace

Result<void> checkSize(std::uint64_t width, std::uint64_t height, const DecodeRequest& request)
{
    if (width == 0 || height == 0)
        return brokenPicture("it has no pixels");
    if (width > kLargestSide || height > kLargestSide)
        return fail(ErrorCode::TooLarge,
                    "The picture is too large: a side may have at most 1 million pixels");
    if (width * height > request.maxPixels)
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

std::uint64_t bytesFor(const StoredPicture& picture, Reduction reduction, bool alpha)
{
    const std::uint64_t bytesPerPixel = alpha ? AlphaReducer::bytesPerPixel(reduction) : 3;
    return static_cast<std::uint64_t>(picture.fullWidth / reduction.x) *
           static_cast<std::uint64_t>(picture.fullHeight / reduction.y) * bytesPerPixel;
}

Result<void> takeRoom(std::uint64_t bytes, const DecodeRequest& request)
{
    constexpr std::uint64_t kAlwaysThere = 64U << 20U;
    if (bytes <= kAlwaysThere || !request.takeRoom)
        return {};
    return request.takeRoom(bytes);
}

void takeRows(RowReducer& rows, StoredPicture& picture)
{
    picture.image = rows.take();
}

void takeRows(PixelReducer& pixels, StoredPicture& picture)
{
    picture.image = pixels.take();
}

void takeRows(AlphaReducer& pixels, StoredPicture& picture)
{
    pixels.take(picture.image, picture.alpha);
}

} // namespace lookalike
