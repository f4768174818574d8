// SPDX-License-Identifier: GPL-3.0-or-later
// Averaging a picture down while it is decoded, so that a large one never lies in memory as a
// whole.
#pragma once

#include "core/image/image.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace lookalike {

/// The blocks of pixels that become one pixel each. Columns and rows that do not fill a block at
/// the right and the bottom are left out.
struct Reduction {
    int x = 1; ///< columns of a block
    int y = 1; ///< rows of a block

    [[nodiscard]] bool isNone() const noexcept { return x == 1 && y == 1; }
    bool operator==(const Reduction&) const = default;
};

/// By how much a picture of this size may be reduced for `wantedShortSide`: not at all but for
/// large pictures; what remains is at least three times as large as wanted, so that the exact
/// resampling that follows hides the reduction. Long pictures come closer to what is wanted, and
/// those more than 64 times as long as wide lose length alone, so that no picture exceeds
/// mostDecodedPixels(). The blocks have at most 2^24 pixels.
[[nodiscard]] Reduction reductionFor(int width, int height, int wantedShortSide);

/// Builds a reduced picture from its rows, top to bottom.
class RowReducer {
public:
    /// `width` and `height` are those of the rows, at least one block.
    RowReducer(int width, int height, Reduction reduction);
    /// Takes width * 3 bytes, R, G, B interleaved.
    void addRow(const std::uint8_t* row);
    [[nodiscard]] Image take() { return std::move(m_image); }

private:
    const Reduction m_reduction;
    int m_rows = 0;
    Image m_image;
    std::vector<std::uint32_t> m_sums;
};

/// Builds the same picture from pixels in any order, each at most once. Pixels that never come have
/// the colour of the ground.
class PixelReducer {
public:
    using Rgb = std::array<std::uint8_t, 3>;

    PixelReducer(int width, int height, Reduction reduction, Rgb ground = {});
    /// Takes `count` pixels, R, G, B interleaved, that lie in row `y` at x, x + step, x + 2 * step
    /// and so on; all of them inside the picture, and `step` positive.
    void add(int x, int y, int step, int count, const std::uint8_t* pixels);
    [[nodiscard]] Image take();

private:
    const Reduction m_reduction;
    const Rgb m_ground;
    Image m_image;
    std::vector<std::uint32_t> m_sums; ///< modulo 2^32 on the way, of whole blocks at the end
};

/// `image` reduced as reductionFor() says, for codecs that can only give the whole.
[[nodiscard]] Image reduced(Image image, int wantedShortSide);

} // namespace lookalike
