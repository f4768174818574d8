// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog_connection.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

namespace lookalike {

/// Returns the folder for a catalog's backups ("catalog.db.backups" next to "catalog.db").
[[nodiscard]] std::filesystem::path backupFolder(const std::filesystem::path& catalog);

/// Copies the catalog as of one transaction boundary to `target`: writes a temporary file beside
/// it, checks it (integrity_check, and row counts of all tables), records its checksum, syncs and
/// renames it. Writing may continue meanwhile. Never replaces an existing file: fails with
/// Conflict. Fails with NoSpace if the disk would fill up, and with Cancelled soon after a stop
/// request. Leaves no file on failure.
[[nodiscard]] Result<> backupCatalog(const std::filesystem::path& catalog, Access access,
                                     const std::filesystem::path& target,
                                     const std::stop_token& stop = {});

/// Calls backupCatalog() with a new name in backupFolder() ("schema-1-20260102-030405.db"). Keeps
/// the newest two backups of each schema. Requires the catalog's lock.
[[nodiscard]] Result<std::filesystem::path>
backupBeforeMigration(const std::filesystem::path& catalog, int schemaVersion);

/// Makes a backup named "daily-20260102-030405.db" if, at `now` (seconds since 1970), the newest
/// one is older than a day, from the future, or older than the first decision of the last 24 hours,
/// and the catalog has a photo or a decision; otherwise does nothing. Keeps the newest seven that
/// differ. Requires the catalog's lock.
[[nodiscard]] Result<std::optional<std::filesystem::path>>
backupDaily(const std::filesystem::path& catalog, Access access, std::int64_t now,
            const std::stop_token& stop);

/// Returns a name for a backup requested by the user in backupFolder(), which it creates.
[[nodiscard]] Result<std::filesystem::path> nameForBackup(const std::filesystem::path& catalog);

} // namespace lookalike
