// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with transparent parts, shown as an opaque picture: one way for all codecs and for what
// the window shows.
#pragma once

#include "core/image/image.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace lookalike {

/// How colours are stored beside their alpha.
enum class AlphaKind : std::uint8_t {
    Straight,     ///< as they are; what stands under alpha 0 is not seen
    Premultiplied ///< multiplied with their alpha, "associated"
};

/// Builds a picture from rows of R, G, B and A, top to bottom, averaging blocks of `factor` x
/// `factor` pixels on the way as RowReducer does; each pixel weighs as much as can be seen of it.
class AlphaReducer {
public:
    AlphaReducer(int width, int height, int factor, AlphaKind kind = AlphaKind::Straight);
    /// Takes width * 4 bytes.
    void addRow(const std::uint8_t* rgba);
    /// The straight colours; black where nothing is seen.
    [[nodiscard]] Image takeColours() { return std::move(m_colours); }
    /// One byte a pixel; empty where every pixel that was added is opaque.
    [[nodiscard]] std::vector<std::uint8_t> takeAlpha();

private:
    void putPixel(std::uint8_t* colour, std::uint8_t& alpha, const std::uint64_t* sums) const;

    int m_width;
    int m_factor;
    AlphaKind m_kind;
    int m_rows = 0;
    bool m_opaque = true;
    Image m_colours;
    std::vector<std::uint8_t> m_alpha;
    std::vector<std::uint64_t> m_sums; ///< of a row of blocks: colours times alpha, and alpha
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
