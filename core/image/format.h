// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lookalike {

/// What a file is by its content; its name is never asked. The numbers are stored in the catalog
/// and never reused.
enum class ImageFormat : std::uint8_t {
    Unknown = 0, ///< not a picture that the program knows
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

/// Bytes that sniffFormat() wants to see; fewer are fine where the file is shorter.
inline constexpr std::size_t kSniffBytes = 64;

/// Tells the format from the first bytes of a file. Any thread.
[[nodiscard]] ImageFormat sniffFormat(std::span<const std::uint8_t> head) noexcept;

/// Whether pictures of this format can have transparent parts. What was learnt from the pixels of
/// the others does not depend on how transparency is shown. Any thread.
[[nodiscard]] bool canCarryAlpha(ImageFormat format) noexcept;

/// Whether a file's name promises a photo. Never decides what a file is: only whether it is worth
/// telling the user that there is none in it.
[[nodiscard]] bool hasPhotoExtension(std::string_view name) noexcept;

/// Whether a picture of the format can have transparent parts. True where nobody knows.
[[nodiscard]] bool formatMayHaveAlpha(ImageFormat format) noexcept;

/// A stable lower-case name for JSON and filters ("jpeg", "heic", "unknown").
[[nodiscard]] const char* formatName(ImageFormat format) noexcept;
[[nodiscard]] std::optional<ImageFormat> parseFormat(std::string_view name) noexcept;

/// The name for the user ("JPEG", "HEIC", "Camera RAW").
[[nodiscard]] const char* formatTitle(ImageFormat format) noexcept;

} // namespace lookalike
