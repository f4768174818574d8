// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <memory>
#include <span>

namespace lookalike {

/// Converts a picture to sRGB with its ICC profile (RGB or grey), using Little CMS. Does nothing if
/// the profile is unreadable or, like sRGB profiles, would hardly change any colour. Any thread.
void convertToSrgb(Image& image, std::span<const std::uint8_t> profile);

/// Converts CMYK rows (0: no ink, 255: full ink) to sRGB with their ICC profile, or with a simple
/// formula if there is none. One thread at a time may use an object.
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

/// Converts rows of 16-bit R, G, B to 8-bit sRGB with their ICC profile (RGB or grey), which
/// preserves the dark tones of linear light. Without a profile, only the depth is reduced. One
/// thread at a time may use an object.
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
/// (CIE 1931 x and y; H.273 lists the values for each code).
struct Chromaticities {
    double whiteX, whiteY, redX, redY, greenX, greenY, blueX, blueY;
};

inline constexpr Chromaticities kSrgbChromaticities{0.3127, 0.3290, 0.64, 0.33,
                                                    0.30,   0.60,   0.15, 0.06};

/// Creates an ICC profile for these primaries. Linear light is the stored value to the power of
/// `gamma`; a gamma of 0 means the sRGB transfer curve. Returns an empty profile if Little CMS
/// fails.
[[nodiscard]] std::vector<std::uint8_t> makeProfile(const Chromaticities& chromaticities,
                                                    double gamma = 0);

} // namespace lookalike
