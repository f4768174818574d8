// SPDX-License-Identifier: GPL-3.0-or-later
// Turns pictures with transparent parts into opaque ones, in the same way for all codecs and for
// the window.
#pragma once

#include "core/image/image.h"
#include "core/image/reduction.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// How colours are stored next to their alpha.
enum class AlphaKind : std::uint8_t {
    Straight,     ///< unchanged; the colour of a pixel with alpha 0 is undefined
    Premultiplied ///< multiplied by alpha ("associated")
};

/// Builds a reduced picture from R, G, B, A pixels that arrive in any order, each at most once.
/// Each pixel is weighted by its alpha. Pixels that never arrive are transparent.
class AlphaReducer {
public:
    AlphaReducer(int width, int height, Reduction reduction, AlphaKind kind = AlphaKind::Straight);
    /// Adds the next row, top to bottom: width * 4 bytes.
    void addRow(const std::uint8_t* rgba) { add(0, m_rows++, 1, m_width, rgba); }
    /// Adds `count` pixels of row `y` at x, x + step, x + 2 * step and so on. All must be inside
    /// the picture, and `step` must be positive.
    void add(int x, int y, int step, int count, const std::uint8_t* rgba);
    /// Moves the straight colours, black where fully transparent, to `colours`, and one byte of
    /// alpha per pixel to `alpha`. Leaves `alpha` empty if every pixel arrived and is opaque.
    void take(Image& colours, std::vector<std::uint8_t>& alpha);

    /// Returns the bytes needed per pixel of the reduced picture during the reduction.
    [[nodiscard]] static std::uint64_t bytesPerPixel(Reduction reduction);

private:
    void put(std::size_t pixel, const std::uint8_t* rgba);

    const int m_width;
    const Reduction m_reduction;
    const AlphaKind m_kind;
    int m_rows = 0;
    std::int64_t m_notOpaque; ///< pixels that have not arrived or are not opaque
    Image m_colours;
    std::vector<std::uint8_t> m_alpha;
    std::vector<std::uint64_t> m_sums; ///< per block: colours times alpha, and alpha
};

/// Returns the grey value (for R, G and B) of the background for a picture with alpha. It is white,
/// as in viewers and on web pages, or dark grey if the visible part is so close to white that it
/// would disappear. It depends only on sums over the picture that averaging preserves, so that
/// copies of another size get the same background. Returns white if nothing is visible.
[[nodiscard]] std::uint8_t groundFor(const Image& colours, std::span<const std::uint8_t> alpha);

/// Blends `colours` (straight, sRGB) onto the background that groundFor() chooses. `alpha` must
/// hold one byte per pixel or be empty; if it is empty, does nothing. Any thread.
void flatten(Image& colours, std::span<const std::uint8_t> alpha);

} // namespace lookalike
