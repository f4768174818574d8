// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/carried.h"
#include "core/image/shot_facts.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace lookalike {

/// What a picture's EXIF, IPTC and XMP say about it, read with Exiv2. `camera` and `lens` are
/// truncated to 256 bytes and may hold anything: they are untrusted until they pass through
/// displayText().
struct Metadata {
    std::optional<std::int64_t> takenAt; ///< seconds since 1970 by the camera's clock, no time zone
    std::string camera;                  ///< make and model; the make is not repeated
    std::string lens;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<int> rating;
    int orientation = 1; ///< EXIF orientation, 1 to 8
    Carried carried = {};
    ShotFacts shot = {}; ///< not stored in the catalog
};

/// Larger EXIF blocks are ignored; no camera writes them.
inline constexpr std::size_t kMaxExifBytes = std::size_t{64} << 20;

/// Reads all metadata. Unreadable metadata counts as missing. Any thread.
[[nodiscard]] Metadata readMetadata(std::span<const std::uint8_t> bytes);

/// Returns the EXIF orientation, 1 to 8, from an EXIF block alone (a TIFF structure, as embedded in
/// JPEG, PNG and WebP). Returns 1 if it is missing, too large or unreadable. Any thread.
[[nodiscard]] int exifOrientation(std::span<const std::uint8_t> exif) noexcept;

/// Initialises Exiv2's XMP toolkit, which must happen once before threads use it. May be called
/// repeatedly; the functions above call it too.
void initializeMetadata();

} // namespace lookalike
