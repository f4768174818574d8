// SPDX-License-Identifier: GPL-3.0-or-later
// Putting a backup in a catalog's place. What stood there is kept, whatever happens on the way.
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace lookalike {

/// Returns the folder beside a catalog that keeps replaced catalogs, each with its journals
/// ("catalog.db.replaced/20260102-030405/catalog.db").
[[nodiscard]] std::filesystem::path replacedFolder(const std::filesystem::path& catalog);

/// Checks the whole `backup`, copies it beside the catalog, checks the copy, archives the catalog
/// with its journals and moves the copy into its place. Keeps the backup, the trash journal, which
/// is independent of any catalog, and the search indexes, which detect the change themselves.
/// Returns the new path of the previous catalog; an empty path if there was none. Fails with
/// Conflict while the catalog is open, and otherwise as checkBackup() does; the catalog is then
/// unchanged. After a crash, finishRestore() completes the work.
[[nodiscard]] Result<std::filesystem::path> restoreCatalog(const std::filesystem::path& catalog,
                                                           const std::filesystem::path& backup);

/// Checks and copies as restoreCatalog() does but leaves the rest to the next Catalog::open(), for
/// a catalog that is open. A later call replaces the restore that an earlier one scheduled.
[[nodiscard]] Result<> scheduleRestore(const std::filesystem::path& catalog,
                                       const std::filesystem::path& backup);

/// Archives the catalog and its journals, so that the next catalog starts empty. Returns and fails
/// as restoreCatalog() does.
[[nodiscard]] Result<std::filesystem::path>
archiveCatalogFiles(const std::filesystem::path& catalog);

/// Returns true if a restore was interrupted after its copy was complete. Opens no files.
[[nodiscard]] bool isRestoreUnfinished(const std::filesystem::path& catalog);

/// Completes such a restore; may be called at any time. Requires the catalog's lock. Returns as
/// restoreCatalog() does.
[[nodiscard]] Result<std::filesystem::path> finishRestore(const std::filesystem::path& catalog);

} // namespace lookalike
