// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteWriter. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace lookalike::changes {

[[nodiscard]] Result<FolderId> addFolder(StatementCache& statement,
                                         const std::filesystem::path& path, std::uint64_t device);
[[nodiscard]] Result<> removeFolder(StatementCache& statement, FolderId folder);
[[nodiscard]] Result<> setFolderOnline(StatementCache& statement, FolderId folder, bool online);
[[nodiscard]] Result<> setFolderScanned(StatementCache& statement, FolderId folder,
                                        std::uint64_t device, std::int64_t secondsSince1970);
[[nodiscard]] Result<> setExclusions(StatementCache& statement, FolderId folder,
                                     std::span<const std::string> patterns);

} // namespace lookalike::changes
