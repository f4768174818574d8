// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/format.h"

#include <cstdint>
#include <span>

namespace lookalike {

/// Pictures inside a file besides its pages and frames, as bits of PictureFacts::extras. The
/// catalog stores these bits, so they must never be reused. Previews do not count, because they
/// show nothing new.
inline constexpr std::uint8_t kGainMap = 1;       ///< for HDR display (ISO 21496-1)
inline constexpr std::uint8_t kSecondPicture = 2; ///< another view or focus: MPO, multi-picture
inline constexpr std::uint8_t kDepthMap = 4;
inline constexpr std::uint8_t kAllExtras = kGainMap | kSecondPicture | kDepthMap;

/// What a file holds besides the first picture's colours at 8 bits. A copy that looks the same may
/// lack it.
struct PictureFacts {
    std::uint32_t frames = 1; ///< pages or frames, at least 1
    bool animated = false;    ///< the frames are shown one after the other
    bool alpha = false;       ///< a pixel of the first picture is not opaque
    std::uint8_t bits = 8;    ///< per channel, at least 8
    std::uint8_t extras = 0;  ///< kGainMap, kSecondPicture, kDepthMap

    bool operator==(const PictureFacts&) const = default;
};

/// Returns true if `a` holds something that `b` lacks: more frames, animation, alpha, deeper
/// channels or an extra picture.
[[nodiscard]] bool holdsMore(const PictureFacts& a, const PictureFacts& b) noexcept;

/// Reads everything except `alpha` from the container without decoding. Fields that cannot be read
/// keep the values of a plain picture. Any thread; throws no exception except std::bad_alloc.
[[nodiscard]] PictureFacts readFacts(std::span<const std::uint8_t> bytes, ImageFormat format);

} // namespace lookalike
