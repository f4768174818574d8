// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lookalike {

/// A decoded picture: 8-bit sRGB, interleaved R, G, B, rows from top to bottom without padding,
/// orientation already applied. A plain value that depends on no library.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels; ///< size width * height * 3

    Image() = default;
    Image(int imageWidth, int imageHeight)
        : width(imageWidth)
        , height(imageHeight)
        , pixels(static_cast<std::size_t>(imageWidth) * static_cast<std::size_t>(imageHeight) * 3)
    {}

    [[nodiscard]] bool isNull() const noexcept { return pixels.empty(); }
    [[nodiscard]] std::size_t bytes() const noexcept { return pixels.size(); }
    [[nodiscard]] const std::uint8_t* row(int y) const noexcept
    {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
    }
    [[nodiscard]] std::uint8_t* row(int y) noexcept
    {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
    }
};

} // namespace lookalike
