// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteReader. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <optional>
#include <string>

namespace lookalike::queries {

[[nodiscard]] Result<std::optional<ContentRow>> content(StatementCache& statement,
                                                        ContentId content);
[[nodiscard]] Result<std::optional<ContentId>> contentByHash(StatementCache& statement,
                                                             const ContentHash& hash);
[[nodiscard]] Result<std::optional<DateSpan>> dates(StatementCache& statement);
[[nodiscard]] Result<bool> isOutdated(StatementCache& statement, ContentId content);
[[nodiscard]] Result<std::optional<Message>> brokenReason(StatementCache& statement,
                                                          ContentId content);

} // namespace lookalike::queries
