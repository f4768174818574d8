// SPDX-License-Identifier: GPL-3.0-or-later
// What a camera wrote about the moment in which it took a picture.
#pragma once

#include <cstdint>
#include <optional>

namespace Exiv2 {
class ExifData;
} // namespace Exiv2

namespace lookalike {

/// Tells one exposure from the next. Of EXIF alone: what editors keep when they save. A plain
/// value.
struct ShotFacts {
    /// Which of the places where cameras count their pictures; numbers of one place compare.
    enum class Counter : std::uint8_t { None, Exif, Nikon, Canon, CanonFile, Panasonic, Pentax };

    bool namesCamera = false;
    /// DateTimeOriginal, seconds since 1970 by the camera's own clock; no other date stands in.
    std::optional<std::int64_t> takenAt;
    std::optional<std::int32_t> micros; ///< of that second (SubSecTimeOriginal), 0 to 999,999
    std::uint8_t subSecondDigits = 0;   ///< that these were written with, 1 to 6
    double exposureSeconds = 0;         ///< 0 where it is not known, likewise:
    double aperture = 0;                ///< f-number
    double iso = 0;
    std::optional<double> bias; ///< exposure compensation, EV
    Counter counter = Counter::None;
    std::uint64_t frame = 0; ///< the count, or what stands for it

    bool operator==(const ShotFacts&) const = default;
};

inline constexpr auto kLastCounter = ShotFacts::Counter::Pentax;
inline constexpr double kMostExposure = 1e7; ///< of seconds, f-number and ISO
inline constexpr double kMostBias = 100;     ///< either way, EV

/// Throws what Exiv2 throws. Any thread, after initializeMetadata().
[[nodiscard]] ShotFacts shotFacts(const Exiv2::ExifData& exif);

} // namespace lookalike
