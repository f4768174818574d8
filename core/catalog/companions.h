// SPDX-License-Identifier: GPL-3.0-or-later
// Files that belong to one photo: a camera's raw file and the JPEG or HEIC of the same shot, the
// video of a Live Photo, a sidecar. People move, show and judge them as one.
#pragma once

#include "core/catalog/catalog_reader.h"

#include <cstdint>
#include <vector>

namespace lookalike {

enum class CompanionKind : std::uint8_t {
    Raw,     ///< the camera's raw file of a picture
    Picture, ///< the picture of a raw file
    Video,   ///< the moving part of a Live Photo (a MOV or MP4 of the same name)
    Sidecar, ///< what another program wrote about the photo (XMP, ...)
    Json,    ///< what a service wrote about it when the photos were taken from there
    Edits,   ///< how a telephone changed it (AAE)
};

/// A stable lower-case name for JSON ("raw", "video").
[[nodiscard]] const char* companionKindName(CompanionKind kind) noexcept;

struct Companion {
    FileRow file;
    CompanionKind kind = CompanionKind::Sidecar;
};

/// Whether such a companion is a photo of its own rather than something about another one.
[[nodiscard]] bool isPhoto(CompanionKind kind) noexcept;

/// What belongs to `file`, an indexed photo with `content`, in path order. Names
/// say so: same directory, same name up to the ending, as cameras and telephones write them
/// (DCF, JEITA CP-3461: files of one object share their number), or as companion_names.h tells. A
/// raw file and a picture that both say when they were taken, and differ, are two photos.
[[nodiscard]] Result<std::vector<Companion>>
companionsOf(const FileRow& file, const ContentRow& content, CatalogReader& reader);

/// Other photos there to which `companion`, which belongs to `photo`, belongs, too; in path order.
[[nodiscard]] Result<std::vector<FileRow>> othersWith(const Companion& companion,
                                                      const FileRow& photo, CatalogReader& reader);

} // namespace lookalike
