// SPDX-License-Identifier: GPL-3.0-or-later
// Part of SqliteWriter. The caller must have opened a transaction. Throws what SQLiteCpp throws.
// Errors do not name the catalog.
#pragma once

#include "core/catalog/rows.h"
#include "core/catalog/sqlite_support.h"

#include <span>
#include <string>

namespace lookalike::changes {

[[nodiscard]] Result<FileId> putFile(StatementCache& statement, const FileRow& file);
[[nodiscard]] Result<> moveFile(StatementCache& statement, FileId file, const FileRow& to);
[[nodiscard]] Result<> setFileOutcome(StatementCache& statement, FileId file,
                                      const FileStamp& stamp, FileState state, ContentId content,
                                      const Message& error);
[[nodiscard]] Result<> setFileState(StatementCache& statement, std::span<const FileId> files,
                                    FileState state);
[[nodiscard]] Result<> removeFiles(StatementCache& statement, std::span<const FileId> files);

} // namespace lookalike::changes
