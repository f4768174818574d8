// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/format.h"

#include <cstdint>
#include <span>

namespace lookalike {

/// Pictures inside a file besides its pages and frames, as bits of PictureFacts::extras. Stored in
/// the catalog and never reused. Previews are none: they show nothing of their own.
inline constexpr std::uint8_t kGainMap = 1;       ///< what makes an HDR picture (ISO 21496-1)
inline constexpr std::uint8_t kSecondPicture = 2; ///< another view or focus: MPO, multi-picture
inline constexpr std::uint8_t kDepthMap = 4;
inline constexpr std::uint8_t kAllExtras = kGainMap | kSecondPicture | kDepthMap;

/// What a file holds besides the first picture's colours at 8 bits: what another copy of the same
/// look may lack.
struct PictureFacts {
    std::uint32_t frames = 1; ///< pages or frames, at least 1
    bool animated = false;    ///< they are frames, shown one after the other
    bool alpha = false;       ///< a pixel of the first one is not opaque
    std::uint8_t bits = 8;    ///< a channel, at least 8
    std::uint8_t extras = 0;  ///< kGainMap, kSecondPicture, kDepthMap

    bool operator==(const PictureFacts&) const = default;
};

/// Whether `a` holds something that `b` lacks: more frames, the animation, alpha, deeper channels,
/// an extra picture.
[[nodiscard]] bool holdsMore(const PictureFacts& a, const PictureFacts& b) noexcept;

/// Reads everything but `alpha` from the containers alone; nothing is decoded. What cannot be read
/// is left as a plain picture has it. Any thread; lets no exception out but std::bad_alloc.
[[nodiscard]] PictureFacts readFacts(std::span<const std::uint8_t> bytes, ImageFormat format);

} // namespace lookalike
