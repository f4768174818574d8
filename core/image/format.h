// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lookalike {

/// The format of a file, detected from its content; file names are ignored. The catalog stores
/// these numbers, so they must never be reused.
enum class ImageFormat : std::uint8_t {
    Unknown = 0, ///< not a supported picture
    Jpeg = 1,
    Png = 2,
    WebP = 3,
    Tiff = 4,
    Bmp = 5,
    Gif = 6,
    Jpeg2000 = 7,
    Heic = 8,
    Avif = 9,
    Raw = 10, ///< a camera's raw format
    JpegXl = 11,
    Pnm = 12, ///< PBM, PGM, PPM or PAM
    Tga = 13,
    Psd = 14, ///< Photoshop, also PSB
    Ico = 15,
};

inline constexpr ImageFormat kLastImageFormat = ImageFormat::Ico;

/// sniffFormat() needs this many bytes, or the whole file if it is shorter.
inline constexpr std::size_t kSniffBytes = 64;

/// Detects the format from the first bytes of a file. Any thread.
[[nodiscard]] ImageFormat sniffFormat(std::span<const std::uint8_t> head) noexcept;

/// Returns true if the file name has a photo's extension. Used only to decide whether to tell the
/// user that a file is not a photo, never to detect a format.
[[nodiscard]] bool hasPhotoExtension(std::string_view name) noexcept;

/// Returns true if a picture of the format may have transparent parts, or if that is unknown. Data
/// derived from the pixels of other formats does not depend on how transparency is rendered.
[[nodiscard]] bool formatMayHaveAlpha(ImageFormat format) noexcept;

/// Returns a stable lower-case name for JSON and filters ("jpeg", "heic", "unknown").
[[nodiscard]] const char* formatName(ImageFormat format) noexcept;
[[nodiscard]] std::optional<ImageFormat> parseFormat(std::string_view name) noexcept;

/// Returns the name shown to the user ("JPEG", "HEIC", "Camera RAW").
[[nodiscard]] const char* formatTitle(ImageFormat format) noexcept;

} // namespace lookalike
