// SPDX-License-Identifier: GPL-3.0-or-later
// SqliteReader's queries about pairs, decisions and settings. The caller must have opened a
// transaction. Throws what SQLiteCpp throws.
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/catalog/sqlite_support.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lookalike::queries {

[[nodiscard]] Result<std::vector<ContentId>> contentsWithCopies(StatementCache& statement);
[[nodiscard]] Result<> forEachPerceptualHash(StatementCache& statement,
                                             const CatalogReader::HashVisitor& visit);
[[nodiscard]] Result<> forEachPair(StatementCache& statement, int verifier, bool relatedOnly,
                                   const std::function<void(const RelationRow&)>& visit);
[[nodiscard]] Result<std::optional<RelationRow>> pair(StatementCache& statement, int verifier,
                                                      ContentId a, ContentId b);
[[nodiscard]] Result<std::vector<CatalogReader::CopyPair>>
copiesAmong(StatementCache& statement, int verifier, std::span<const ContentId> contents);
[[nodiscard]] Result<CatalogReader::NewContents> contentsAfter(StatementCache& statement,
                                                               ContentId content);
[[nodiscard]] Result<std::vector<DecisionRow>> decisions(StatementCache& statement);
[[nodiscard]] Result<std::vector<ReviewMark>> reviewMarks(StatementCache& statement);
[[nodiscard]] Result<std::vector<std::filesystem::path>>
protectedFolders(StatementCache& statement);
[[nodiscard]] Result<std::optional<std::string>> setting(StatementCache& statement,
                                                         const std::string& name);

[[nodiscard]] Result<std::map<std::string, int>> crashes(StatementCache& statement);

} // namespace lookalike::queries
