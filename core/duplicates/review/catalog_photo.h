// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/catalog/companions.h"

#include <optional>
#include <vector>

namespace lookalike {

/// A photo as the catalog knows it.
struct CatalogPhoto {
    FileRow file;
    ContentRow content;
    std::vector<Companion> companions;
};

/// Without its companions. Nothing where the file is missing or is no photo that could be read.
[[nodiscard]] Result<std::optional<CatalogPhoto>> indexedPhoto(FileId id, CatalogReader& reader);

} // namespace lookalike
