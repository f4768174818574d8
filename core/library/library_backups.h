// SPDX-License-Identifier: GPL-3.0-or-later
// What core/catalog does with the backups of a catalog, for callers that know no place of it:
// `catalog` is its file, an empty path is the default place, and links are followed. The catalog
// need not be open and may be damaged. Any thread.
#pragma once

#include "core/base/result.h"
#include "core/catalog/backup_list.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lookalike {

/// Returns the backups of the catalog, newest first, including damaged ones. Checks each briefly.
[[nodiscard]] Result<std::vector<CatalogBackup>> findBackups(const std::filesystem::path& catalog);

/// Makes a verified backup, also while another program has the catalog open. Where `file` is empty
/// it gets a name among the others. Returns its file.
[[nodiscard]] Result<std::filesystem::path> makeBackup(const std::filesystem::path& catalog,
                                                       const std::filesystem::path& file);

/// Puts a backup in the catalog's place, after all of it was checked. The catalog that was there
/// is kept with its journals; returns its file, or an empty path where there was none. What the
/// trash holds and what it can put back does not change. Conflict while the catalog is open.
[[nodiscard]] Result<std::filesystem::path> restoreBackup(const std::filesystem::path& catalog,
                                                          const std::filesystem::path& backup);

/// The same at the next start, for a catalog that is open. It is checked and copied at once.
[[nodiscard]] Result<> restoreAtNextStart(const std::filesystem::path& catalog,
                                          const std::filesystem::path& backup);

/// Keeps the catalog under another name, so that the next one begins empty. Returns and fails as
/// restoreBackup() does.
[[nodiscard]] Result<std::filesystem::path> archiveCatalog(const std::filesystem::path& catalog);

} // namespace lookalike
