// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteReader. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace lookalike::queries {

[[nodiscard]] std::optional<FileRow> findFile(StatementCache& statement, FileId file);
[[nodiscard]] Result<std::optional<FileRow>> fileByPath(StatementCache& statement,
                                                        const std::filesystem::path& path);
[[nodiscard]] Result<std::vector<FileRow>>
filesNamedLike(StatementCache& statement, const FileRow& file, std::string_view prefix);
[[nodiscard]] Result<std::map<std::filesystem::path, FileRow>> filesOf(StatementCache& statement,
                                                                       FolderId folder);
[[nodiscard]] Result<std::map<std::filesystem::path, FileRow>>
filesIn(StatementCache& statement, FolderId folder, const std::filesystem::path& directory,
        bool withFoldersBelow);
[[nodiscard]] Result<std::vector<FileRow>> failures(StatementCache& statement, std::size_t limit);
[[nodiscard]] Result<std::vector<FileRow>> filesOfContent(StatementCache& statement,
                                                          ContentId content);

} // namespace lookalike::queries
