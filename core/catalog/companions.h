// SPDX-License-Identifier: GPL-3.0-or-later
// Files that belong to one photo: a camera's raw file and the JPEG or HEIC of the same shot, the
// video of a Live Photo, a sidecar. Users treat them as one.
#pragma once

#include "core/catalog/catalog_reader.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lookalike {

enum class CompanionKind : std::uint8_t {
    Raw,     ///< the camera's raw file of a picture
    Picture, ///< the camera's picture of a raw file
    Video,   ///< the video of a Live Photo (a MOV or MP4 with the same name)
    Sidecar, ///< metadata written by another program (XMP, ...)
    Json,    ///< metadata exported by an online service
    Edits,   ///< a phone's edits (AAE)
};

/// Returns a stable lower-case name for JSON ("raw", "video").
[[nodiscard]] const char* companionKindName(CompanionKind kind) noexcept;

struct Companion {
    FileRow file;
    CompanionKind kind = CompanionKind::Sidecar;
};

/// Returns true if a companion of this kind is itself a photo, not data about one.
[[nodiscard]] bool isPhoto(CompanionKind kind) noexcept;

/// Returns true if a raw file and a picture with these capture dates may be one shot; one without a
/// date may be of any.
[[nodiscard]] bool isSameShot(const std::optional<std::int64_t>& first,
                              const std::optional<std::int64_t>& second) noexcept;

/// Returns the companions of `file`, an indexed photo with `content`, in path order. They are in
/// the same directory and have the same name up to the extension, as cameras and phones write them
/// (DCF, JEITA CP-3461: files of one object share their number), or a name that companion_names.h
/// recognises. A raw file and a picture whose capture dates differ are two photos.
[[nodiscard]] Result<std::vector<Companion>>
companionsOf(const FileRow& file, const ContentRow& content, CatalogReader& reader);

/// Returns the other photos there that `companion`, which belongs to `photo`, also belongs to, in
/// path order.
[[nodiscard]] Result<std::vector<FileRow>> othersWith(const Companion& companion,
                                                      const FileRow& photo, CatalogReader& reader);

} // namespace lookalike
