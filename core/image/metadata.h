// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/carried.h"
#include "core/image/shot_facts.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace lookalike {

/// What a picture says about itself (EXIF, IPTC, XMP), read with Exiv2. The texts of its own are
/// cut to 256 bytes and may hold anything: they are hostile until displayText() has seen them.
struct Metadata {
    std::optional<std::int64_t> takenAt; ///< seconds since 1970 by the camera's own clock, no zone
    std::string camera;                  ///< make and model, the make not repeated
    std::string lens;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<int> rating;
    int orientation = 1; ///< EXIF orientation, 1 to 8
    Carried carried = {};
    ShotFacts shot = {}; ///< not kept in the catalog
};

/// Larger EXIF blocks are not looked into: no camera writes them.
inline constexpr std::size_t kMaxExifBytes = std::size_t{64} << 20;

/// Reads what is there; unreadable metadata is the same as none. Any thread.
[[nodiscard]] Metadata readMetadata(std::span<const std::uint8_t> bytes);

/// The EXIF orientation, 1 to 8, of an EXIF block alone (a TIFF structure, as JPEG, PNG and WebP
/// embed it); 1 where there is none, or it is too large or cannot be read.
/// Any thread.
[[nodiscard]] int exifOrientation(std::span<const std::uint8_t> exif) noexcept;

/// Exiv2's XMP toolkit needs one call before threads use it. Safe to call again; the functions
/// above call it too.
void initializeMetadata();

} // namespace lookalike
