// SPDX-License-Identifier: GPL-3.0-or-later
// Averages a picture down while it is being decoded, so that a large picture is never in memory as
// a whole.
#pragma once

#include "core/image/image.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace lookalike {

/// The size of the blocks of pixels that become one pixel each. Incomplete blocks at the right and
/// the bottom are dropped.
struct Reduction {
    int x = 1; ///< columns per block
    int y = 1; ///< rows per block

    [[nodiscard]] bool isNone() const noexcept { return x == 1 && y == 1; }
    bool operator==(const Reduction&) const = default;
};

/// Returns the reduction for a picture of this size and `wantedShortSide`. Only large pictures are
/// reduced. The result stays at least three times as large as wanted, so that the exact resampling
/// that follows hides the reduction. Long pictures come closer to the wanted size, and those more
/// than 64 times as long as wide are reduced in length only, so that no picture exceeds
/// mostDecodedPixels(). A block has at most 2^24 pixels.
[[nodiscard]] Reduction reductionFor(int width, int height, int wantedShortSide);

/// Builds a reduced picture from its rows, top to bottom.
class RowReducer {
public:
    /// `width` and `height` are the size before reduction, at least one block.
    RowReducer(int width, int height, Reduction reduction);
    /// Adds a row of width * 3 bytes, R, G, B interleaved.
    void addRow(const std::uint8_t* row);
    [[nodiscard]] Image take() { return std::move(m_image); }

private:
    const Reduction m_reduction;
    int m_rows = 0;
    Image m_image;
    std::vector<std::uint32_t> m_sums;
};

/// Builds the same picture from pixels in any order, each at most once. Pixels that never arrive
/// have the background colour `ground`.
class PixelReducer {
public:
    using Rgb = std::array<std::uint8_t, 3>;

    PixelReducer(int width, int height, Reduction reduction, Rgb ground = {});
    /// Adds `count` pixels, R, G, B interleaved, of row `y` at x, x + step, x + 2 * step and so on.
    /// All must be inside the picture, and `step` must be positive.
    void add(int x, int y, int step, int count, const std::uint8_t* pixels);
    [[nodiscard]] Image take();

private:
    const Reduction m_reduction;
    const Rgb m_ground;
    Image m_image;
    std::vector<std::uint32_t> m_sums; ///< of blocks; modulo 2^32 until the end
};

/// Returns `image` reduced by reductionFor(), for codecs that can only decode the whole picture.
[[nodiscard]] Image reduced(Image image, int wantedShortSide);

} // namespace lookalike
