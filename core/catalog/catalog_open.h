// SPDX-License-Identifier: GPL-3.0-or-later
// The steps from a file name to connections that can be trusted.
#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalog_connection.h"
#include "core/catalog/catalog_lock.h"
#include "core/catalog/schema.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace lookalike {

/// Members go in the order that is safe: the connection is closed before the lock is freed.
struct OpenedCatalog {
    std::filesystem::path file; ///< absolute, links resolved
    Access readAccess = Access::Read;
    std::optional<FileLock> lock;               ///< empty where the catalog is read-only
    std::unique_ptr<SQLite::Database> database; ///< the writing connection, or null
};

/// As Catalog::open(). A file that is refused has not been changed, locked or rolled back.
[[nodiscard]] Result<OpenedCatalog> openCatalogFile(const std::filesystem::path& file,
                                                    const CatalogOptions& options,
                                                    std::span<const Migration> steps);

} // namespace lookalike
