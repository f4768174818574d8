// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteReader. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike::queries {

/// Without the exclusions, which only a scan needs.
[[nodiscard]] std::vector<FolderRow> listFolders(StatementCache& statement);
[[nodiscard]] std::vector<FolderRow> listFoldersWithExclusions(StatementCache& statement);
[[nodiscard]] std::optional<std::string> folderPath(StatementCache& statement, FolderId folder);
[[nodiscard]] Result<std::vector<SubfolderRow>> subfolders(StatementCache& statement, FolderId root,
                                                           const std::filesystem::path& folder);
[[nodiscard]] Result<std::vector<FolderCounts>> counts(StatementCache& statement);

} // namespace lookalike::queries
