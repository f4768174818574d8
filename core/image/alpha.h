// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with transparent parts, shown as an opaque picture: one way for all codecs and for what
// the window shows.
#pragma once

#include "core/image/image.h"
#include "core/image/reduction.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// How colours are stored beside their alpha.
enum class AlphaKind : std::uint8_t {
    Straight,     ///< as they are; what stands under alpha 0 is not seen
    Premultiplied ///< multiplied with their alpha, "associated"
};

/// Builds a reduced picture from pixels of R, G, B and A in any order, each at most once; each
/// weighs as much as can be seen of it. Pixels that never come are not seen.
class AlphaReducer {
public:
    AlphaReducer(int width, int height, Reduction reduction, AlphaKind kind = AlphaKind::Straight);
    /// Takes the next row, top to bottom: width * 4 bytes.
    void addRow(const std::uint8_t* rgba) { add(0, m_rows++, 1, m_width, rgba); }
    /// Takes `count` pixels that lie in row `y` at x, x + step, x + 2 * step and so on; all of them
    /// inside the picture, and `step` positive.
    void add(int x, int y, int step, int count, const std::uint8_t* rgba);
    /// Hands on the straight colours, black where nothing is seen, and one byte of alpha a pixel:
    /// none at all where every pixel came and is opaque.
    void take(Image& colours, std::vector<std::uint8_t>& alpha);

    /// Bytes that a pixel of the reduced picture takes on the way.
    [[nodiscard]] static std::uint64_t bytesPerPixel(Reduction reduction);

private:
    void put(std::size_t pixel, const std::uint8_t* rgba);

    const int m_width;
    const Reduction m_reduction;
    const AlphaKind m_kind;
    int m_rows = 0;
    std::int64_t m_notOpaque; ///< pixels that have not come or are not opaque
    Image m_colours;
    std::vector<std::uint8_t> m_alpha;
    std::vector<std::uint64_t> m_sums; ///< of blocks: colours times alpha, and alpha
};

/// The grey value, the same for R, G and B, that a picture with alpha is shown on: white, as
/// viewers and web pages do, or a dark grey where all that is seen is so near white that it would
/// vanish. Follows from sums over the picture that averaging keeps, so that copies of another
/// size get the same ground. White where nothing can be seen.
[[nodiscard]] std::uint8_t groundFor(const Image& colours, std::span<const std::uint8_t> alpha);

/// Lays `colours` (straight, sRGB) on the ground groundFor() chooses. Does nothing where `alpha`
/// is empty; otherwise it holds one byte a pixel. Any thread.
void flatten(Image& colours, std::span<const std::uint8_t> alpha);

} // namespace lookalike
