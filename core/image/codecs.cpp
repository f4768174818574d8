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
        return brokenPicture("it has no pixels"_msg);
    if (width > kLargestSide || height > kLargestSide)
        return fail(ErrorCode::TooLarge,
                    "The picture is too large: a side may have at most 1 million pixels"_msg);
    if (width * height > request.maxPixels)
        return fail(ErrorCode::TooLarge,
                    "The picture is too large: %1 x %2 pixels, the limit is %3 megapixels"_msg(
                        width, height, request.maxPixels / 1'000'000));
    return {};
}

tl::unexpected<Error> brokenPicture(const Message& detail)
{
    if (detail.empty())
        return fail(ErrorCode::Broken, "The picture is damaged or incomplete"_msg);
    return fail(ErrorCode::Broken, "The picture is damaged or incomplete (%1)"_msg(detail));
}

tl::unexpected<Error> brokenPicture(std::string_view libraryText)
{
    constexpr std::size_t kMostBytes = 200;
    return brokenPicture(Message::verbatim(std::string(libraryText.substr(0, kMostBytes))));
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
