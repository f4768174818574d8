// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the files that an indexing run still has to read. Both functions throw what SQLiteCpp
// throws and must be called inside one read transaction.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <optional>
#include <span>
#include <vector>

namespace lookalike {

/// Implements CatalogReader::filesToIndex(). `folders` must be in path order.
[[nodiscard]] std::vector<FileRow>
listFilesToIndex(StatementCache& statement, std::span<const FolderRow> folders, SpaceId space,
                 const std::optional<FileRow>& after, std::size_t limit);

/// Counts these files in all online folders.
[[nodiscard]] std::uint64_t countFilesToIndex(StatementCache& statement, SpaceId space);

} // namespace lookalike
