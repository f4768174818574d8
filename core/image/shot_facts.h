// SPDX-License-Identifier: GPL-3.0-or-later
// What a camera recorded about the moment of a shot.
#pragma once

#include <cstdint>
#include <optional>

namespace Exiv2 {
class ExifData;
} // namespace Exiv2

namespace lookalike {

/// Tells one exposure from the next. Read from EXIF only, which editors preserve when they save. A
/// plain value.
struct ShotFacts {
    /// The field in which a camera counts its pictures. Only numbers of the same field are
    /// comparable.
    enum class Counter : std::uint8_t { None, Exif, Nikon, Canon, CanonFile, Panasonic, Pentax };

    bool namesCamera = false;
    /// DateTimeOriginal in seconds since 1970 by the camera's clock. No other date replaces it.
    std::optional<std::int64_t> takenAt;
    std::optional<std::int32_t> micros; ///< of that second (SubSecTimeOriginal), 0 to 999,999
    std::uint8_t subSecondDigits = 0;   ///< number of digits written for it, 1 to 6
    double exposureSeconds = 0;         ///< 0 if unknown; so are aperture and iso
    double aperture = 0;                ///< f-number
    double iso = 0;
    std::optional<double> bias; ///< exposure compensation, EV
    Counter counter = Counter::None;
    std::uint64_t frame = 0; ///< the count, or a value derived from what replaces it

    bool operator==(const ShotFacts&) const = default;
};

inline constexpr auto kLastCounter = ShotFacts::Counter::Pentax;
inline constexpr double kMostExposure = 1e7; ///< for seconds, f-number and ISO
inline constexpr double kMostBias = 100;     ///< in either direction, EV

/// Throws what Exiv2 throws. Any thread, after initializeMetadata().
[[nodiscard]] ShotFacts shotFacts(const Exiv2::ExifData& exif);

} // namespace lookalike
