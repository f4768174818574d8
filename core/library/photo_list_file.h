// SPDX-License-Identifier: GPL-3.0-or-later
// A list of photos for other programs: spreadsheets and scripts.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>

namespace lookalike {

class Catalog;

enum class ListFormat : std::uint8_t {
    Csv,  ///< RFC 4180 with a heading: UTF-8, lines end in CR and LF
    Json, ///< an array of objects
};

struct ListedPhoto {
    FileId file;
    std::optional<float> score = {}; ///< of the search that found it
};

/// Writes path, SHA-256, size in bytes, width, height, format, date taken (by the camera's clock),
/// camera and score of each photo, in order; a photo that is no longer in the library is left out.
/// A path that is not UTF-8 is written as displayPath() shows it, and its bytes in hexadecimal as
/// `path_hex`. The file is replaced whole or not at all. Fails with Conflict where it is a photo of
/// the library, with PermissionDenied where it belongs to the catalog, with Cancelled, and as the
/// catalog and the system do. Returns the number of photos written. Any thread.
[[nodiscard]] Result<std::uint64_t>
writePhotoList(const Catalog& catalog, std::span<const ListedPhoto> photos, ListFormat format,
               const std::filesystem::path& file, const std::stop_token& stop);

} // namespace lookalike
