// SPDX-License-Identifier: GPL-3.0-or-later
// Which files an indexing run has still to read. Both functions throw what SQLiteCpp throws and
// belong inside one read transaction.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <optional>
#include <span>
#include <vector>

namespace lookalike {

/// As CatalogReader::filesToIndex(); `folders` in path order.
[[nodiscard]] std::vector<FileRow>
listFilesToIndex(StatementCache& statement, std::span<const FolderRow> folders, SpaceId space,
                 const std::optional<FileRow>& after, std::size_t limit);

/// How many there are in all folders that are online.
[[nodiscard]] std::uint64_t countFilesToIndex(StatementCache& statement, SpaceId space);

} // namespace lookalike
