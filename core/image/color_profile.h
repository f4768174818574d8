// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <memory>
#include <span>

namespace lookalike {

/// Brings a picture to sRGB by the ICC profile it came with (RGB or grey), through Little CMS.
/// Unreadable profiles and those that already are sRGB change nothing. Any thread.
void convertToSrgb(Image& image, std::span<const std::uint8_t> profile);

/// Turns CMYK rows (0 no ink, 255 full ink) into sRGB: by their ICC profile, or plainly where there
/// is none. An object may be used by one thread at a time.
class CmykConverter {
public:
    explicit CmykConverter(std::span<const std::uint8_t> profile);
    ~CmykConverter();
    CmykConverter(const CmykConverter&) = delete;
    CmykConverter& operator=(const CmykConverter&) = delete;

    void convert(const std::uint8_t* cmyk, std::uint8_t* rgb, int pixels) const;

private:
    struct Transform;
    std::unique_ptr<Transform> m_transform;
};

/// The RGB primaries and white point of a picture that names them instead of embedding a profile
/// (CIE 1931 x and y; H.273 gives the numbers for each code).
struct Chromaticities {
    double whiteX, whiteY, redX, redY, greenX, greenY, blueX, blueY;
};

/// The ICC profile of these primaries with the sRGB transfer curve; empty where Little CMS fails.
[[nodiscard]] std::vector<std::uint8_t> makeProfile(const Chromaticities& chromaticities);

} // namespace lookalike
