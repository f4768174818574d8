// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/region.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace lookalike {

std::optional<Region> clampRegion(const std::optional<Region>& region)
{
    if (!region)
        return std::nullopt;
    const double x = std::clamp(region->x, 0.0, 1.0);
    const double y = std::clamp(region->y, 0.0, 1.0);
    const double right = std::clamp(region->x + region->width, 0.0, 1.0);
    const double bottom = std::clamp(region->y + region->height, 0.0, 1.0);
    const Region clamped{x, y, right - x, bottom - y};
    // Written so that NaN fails, too.
    const bool usable = clamped.width > 0 && clamped.height > 0;
    if (!usable || clamped == Region{})
        return std::nullopt;
    return clamped;
}

int shortSideFor(int shortSide, const std::optional<Region>& region)
{
    constexpr double kLargest = 16384;
    if (!region)
        return shortSide;
    const double part = std::min(region->width, region->height);
    return static_cast<int>(std::min(std::ceil(shortSide / part), kLargest));
}

Image cropRegion(const Image& picture, const Region& region)
{
    const auto pixel = [](double fraction, int size) {
        return std::clamp(static_cast<int>(std::lround(fraction * size)), 0, size);
    };
    const int left = std::min(pixel(region.x, picture.width), picture.width - 1);
    const int top = std::min(pixel(region.y, picture.height), picture.height - 1);
    const int right = std::max(pixel(region.x + region.width, picture.width), left + 1);
    const int bottom = std::max(pixel(region.y + region.height, picture.height), top + 1);
    Image crop(right - left, bottom - top);
    for (int y = 0; y < crop.height; ++y)
        std::memcpy(crop.row(y), picture.row(top + y) + static_cast<std::ptrdiff_t>(left) * 3,
                    static_cast<std::size_t>(crop.width) * 3);
    return crop;
}

} // namespace lookalike
