// SPDX-License-Identifier: GPL-3.0-or-later
// The steps from a file name to validated connections.
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

/// The member order matters: the connection must be closed before the lock is released.
struct OpenedCatalog {
    std::filesystem::path file; ///< absolute, links resolved
    Access readAccess = Access::Read;
    std::optional<FileLock> lock;               ///< empty if the catalog is read-only
    std::unique_ptr<SQLite::Database> database; ///< the writing connection, or null
};

/// Implements Catalog::open(). A file that is refused is not changed, locked or rolled back.
[[nodiscard]] Result<OpenedCatalog> openCatalogFile(const std::filesystem::path& file,
                                                    const CatalogOptions& options,
                                                    std::span<const Migration> steps);

} // namespace lookalike
