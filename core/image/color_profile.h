// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <memory>
#include <span>

namespace lookalike {

/// Brings a picture to sRGB by the ICC profile it came with (RGB or grey), through Little CMS.
/// Unreadable profiles and those that would hardly change a colour, as those of sRGB, change
/// nothing. Any thread.
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

/// Turns rows of 16-bit R, G, B into 8-bit sRGB by their ICC profile (RGB or grey), so that the
/// dark tones of linear light are not lost; plainly where there is none. An object may be used by
/// one thread at a time.
class DeepConverter {
public:
    explicit DeepConverter(std::span<const std::uint8_t> profile);
    ~DeepConverter();
    DeepConverter(const DeepConverter&) = delete;
    DeepConverter& operator=(const DeepConverter&) = delete;

    void convert(std::span<const std::uint16_t> values, std::uint8_t* rgb) const;

private:
    struct Transform;
    std::unique_ptr<Transform> m_transform;
};

/// The RGB primaries and white point of a picture that names them instead of embedding a profile
/// (CIE 1931 x and y; H.273 gives the numbers for each code).
struct Chromaticities {
    double whiteX, whiteY, redX, redY, greenX, greenY, blueX, blueY;
};

inline constexpr Chromaticities kSrgbChromaticities{0.3127, 0.3290, 0.64, 0.33,
                                                    0.30,   0.60,   0.15, 0.06};

/// The ICC profile of these primaries; empty where Little CMS fails. Light is the stored value to
/// the power of `gamma`, or follows the sRGB transfer curve where that is 0.
[[nodiscard]] std::vector<std::uint8_t> makeProfile(const Chromaticities& chromaticities,
                                                    double gamma = 0);

} // namespace lookalike
