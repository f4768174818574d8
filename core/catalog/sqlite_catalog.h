// SPDX-License-Identifier: GPL-3.0-or-later
// Catalog::open() with the schema as an argument, so that tests can use migrations that no release
// has yet.
#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/schema.h"

#include <memory>
#include <span>

namespace lookalike {

/// Opens a catalog whose newest schema is the last of `steps`.
[[nodiscard]] Result<std::unique_ptr<Catalog>> openCatalog(const std::filesystem::path& file,
                                                           const CatalogOptions& options,
                                                           std::span<const Migration> steps);

} // namespace lookalike
