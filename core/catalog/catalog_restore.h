// SPDX-License-Identifier: GPL-3.0-or-later
// Putting a backup in a catalog's place. What stood there is kept, whatever happens on the way.
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace lookalike {

/// The folder beside a catalog that keeps the ones that were replaced, each with its journals
/// ("catalog.db.replaced/20260102-030405/catalog.db").
[[nodiscard]] std::filesystem::path replacedFolder(const std::filesystem::path& catalog);

/// Checks all of `backup`, copies it beside the catalog, checks the copy, puts the catalog and its
/// journals aside and the copy in its place. The backup stays; so do the journal of the trash,
/// which is older or newer than any catalog, and the search indexes, which notice by themselves.
/// Returns where the former catalog is now; an empty path where there was none. Fails with Conflict
/// while somebody has the catalog open, otherwise as checkBackup() does, with the catalog as it
/// was. A crash on the way is settled by finishRestore().
[[nodiscard]] Result<std::filesystem::path> restoreCatalog(const std::filesystem::path& catalog,
                                                           const std::filesystem::path& backup);

/// Checks and copies as restoreCatalog() does, and leaves the rest to the next Catalog::open(): for
/// a catalog that is open. A later call replaces what an earlier one scheduled.
[[nodiscard]] Result<> scheduleRestore(const std::filesystem::path& catalog,
                                       const std::filesystem::path& backup);

/// Puts the catalog and its journals aside, so that the next one begins empty. Returns and fails as
/// restoreCatalog() does.
[[nodiscard]] Result<std::filesystem::path>
archiveCatalogFiles(const std::filesystem::path& catalog);

/// Whether a restore was interrupted when its copy was complete. Looks, and opens nothing.
[[nodiscard]] bool isRestoreUnfinished(const std::filesystem::path& catalog);

/// Ends such a restore, which is possible at any time. Only with the catalog's lock held. Returns
/// as restoreCatalog() does.
[[nodiscard]] Result<std::filesystem::path> finishRestore(const std::filesystem::path& catalog);

} // namespace lookalike
