// SPDX-License-Identifier: GPL-3.0-or-later
// The file beside a catalog that keeps the map of its photos.
#pragma once

#include "core/base/embedding_space.h"
#include "core/base/result.h"
#include "core/map/photo_map.h"

#include <filesystem>
#include <optional>

namespace lookalike {

/// Nothing where there is no file, one of another space, or one that is not a map. Leaves out what
/// is newer than the catalog's `newest` content: it has come and gone, or the file is damaged.
[[nodiscard]] std::optional<PhotoMap>
loadMap(const EmbeddingSpace& space, const std::filesystem::path& catalog, ContentId newest);
[[nodiscard]] Result<> storeMap(const PhotoMap& map, const EmbeddingSpace& space,
                                const std::filesystem::path& catalog);

} // namespace lookalike
