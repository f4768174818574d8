// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog_connection.h"

#include <filesystem>
#include <vector>

namespace lookalike {

/// The folder beside a catalog that its own backups lie in ("catalog.db.backups").
[[nodiscard]] std::filesystem::path backupFolder(const std::filesystem::path& catalog);

/// The backups there, newest first.
[[nodiscard]] std::vector<std::filesystem::path> backupsOf(const std::filesystem::path& catalog);

/// Copies the catalog as of one transaction boundary into `target`: into a temporary file beside
/// it, checked (integrity_check, and as many rows in every table), synced, renamed. Writing goes on
/// meanwhile. Nothing that is there is replaced: Conflict. On failure no file is left.
[[nodiscard]] Result<> backupCatalog(const std::filesystem::path& catalog, Access access,
                                     const std::filesystem::path& target);

/// backupCatalog() into backupFolder() under a new name ("schema-1-20260102-030405.db"). Older
/// ones are kept.
[[nodiscard]] Result<std::filesystem::path>
backupBeforeMigration(const std::filesystem::path& catalog, int schemaVersion);

} // namespace lookalike
