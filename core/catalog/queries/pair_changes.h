// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteWriter. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/review_mark.h"
#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace lookalike::changes {

[[nodiscard]] Result<> putPairs(StatementCache& statement, int verifier,
                                std::span<const RelationRow> pairs);
[[nodiscard]] Result<std::int64_t> addDecision(StatementCache& statement,
                                               const DecisionRow& decision);
[[nodiscard]] Result<> removeDecision(StatementCache& statement, std::int64_t decision);
[[nodiscard]] Result<> moveDecisions(StatementCache& statement, const ContentHash& former,
                                     const ContentHash& identity);
[[nodiscard]] Result<> putReviewMarks(StatementCache& statement, std::span<const ReviewMark> marks);
[[nodiscard]] Result<> removeReviewMarks(StatementCache& statement,
                                         std::span<const std::filesystem::path> files);
[[nodiscard]] Result<> setProtected(StatementCache& statement, const std::filesystem::path& folder,
                                    bool isProtected);
[[nodiscard]] Result<> putSetting(StatementCache& statement, const std::string& name,
                                  const std::string& value);
[[nodiscard]] Result<> putCrash(StatementCache& statement, const std::string& work, int times);
[[nodiscard]] Result<> removeCrashes(StatementCache& statement);

} // namespace lookalike::changes
