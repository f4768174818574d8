// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteReader. The caller must have opened a transaction. Throws what SQLiteCpp throws.
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/catalog/sqlite_support.h"

#include <cstddef>

namespace lookalike::queries {

[[nodiscard]] Result<> forEachListedFile(StatementCache& statement, const ContentFilter& filter,
                                         const CatalogReader::ListedFileVisitor& visit);
[[nodiscard]] Result<> forEachListedFileOfLatest(StatementCache& statement,
                                                 const ContentFilter& filter, bool oldestFirst,
                                                 std::size_t count,
                                                 const CatalogReader::ListedFileVisitor& visit);

} // namespace lookalike::queries
