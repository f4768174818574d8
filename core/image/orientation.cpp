// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/orientation.h"

#include <algorithm>
#include <cstring>

namespace lookalike {

OrientationSteps orientationSteps(int orientation) noexcept
{
    switch (orientation) {
    case 2:
        return {false, true, false};
    case 3:
        return {false, true, true};
    case 4:
        return {false, false, true};
    case 5:
        return {true, false, false};
    case 6:
        return {true, false, true};
    case 7:
        return {true, true, true};
    case 8:
        return {true, true, false};
    default:
        return {};
    }
}

Image applyOrientation(Image image, int orientation)
{
    const OrientationSteps steps = orientationSteps(orientation);
    if (!steps.transposed && !steps.mirroredX && !steps.mirroredY)
        return image;
    const int width = steps.transposed ? image.height : image.width;
    const int height = steps.transposed ? image.width : image.height;
    Image out(width, height);
    constexpr int kBlock = 32; // keeps the rows of both pictures in the cache when transposing
    for (int top = 0; top < height; top += kBlock)
        for (int left = 0; left < width; left += kBlock)
            for (int y = top; y < std::min(top + kBlock, height); ++y) {
                std::uint8_t* to = out.row(y) + static_cast<std::size_t>(left) * 3;
                for (int x = left; x < std::min(left + kBlock, width); ++x, to += 3) {
                    const int a = steps.transposed ? y : x;
                    const int b = steps.transposed ? x : y;
                    const int fromX = steps.mirroredX ? image.width - 1 - a : a;
                    const int fromY = steps.mirroredY ? image.height - 1 - b : b;
                    std::memcpy(to, image.row(fromY) + static_cast<std::size_t>(fromX) * 3, 3);
                }
            }
    return out;
}

} // namespace lookalike
