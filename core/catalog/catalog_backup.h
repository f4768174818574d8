// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog_connection.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

namespace lookalike {

/// The folder beside a catalog that its own backups lie in ("catalog.db.backups").
[[nodiscard]] std::filesystem::path backupFolder(const std::filesystem::path& catalog);

/// Copies the catalog as of one transaction boundary into `target`: into a temporary file beside
/// it, checked (integrity_check, and as many rows in every table), its checksum recorded, synced,
/// renamed. Writing goes on meanwhile. Nothing that is there is replaced: Conflict. NoSpace where
/// the disk would become full; Cancelled soon after a stop request. On failure no file is left.
[[nodiscard]] Result<> backupCatalog(const std::filesystem::path& catalog, Access access,
                                     const std::filesystem::path& target,
                                     const std::stop_token& stop = {});

/// backupCatalog() into backupFolder() under a new name ("schema-1-20260102-030405.db"). Of each
/// schema the newest two are kept. Only with the catalog's lock held.
[[nodiscard]] Result<std::filesystem::path>
backupBeforeMigration(const std::filesystem::path& catalog, int schemaVersion);

/// The same as "daily-20260102-030405.db", where the newest of these is older than a day at `now`
/// (seconds since 1970) or from the future, and the catalog has anything to lose; otherwise
/// nothing. The newest seven that differ are kept. Only with the catalog's lock held.
[[nodiscard]] Result<std::optional<std::filesystem::path>>
backupDaily(const std::filesystem::path& catalog, Access access, std::int64_t now,
            const std::stop_token& stop);

/// A name for a backup that the user asked for, in backupFolder(), which is created.
[[nodiscard]] Result<std::filesystem::path> nameForBackup(const std::filesystem::path& catalog);

} // namespace lookalike
