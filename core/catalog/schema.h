// SPDX-License-Identifier: GPL-3.0-or-later
// The tables, and how an older catalog becomes a newer one. The SQL and what each table is for
// stand in schema.cpp.
#pragma once

#include "core/base/result.h"

#include <functional>
#include <span>

namespace SQLite {
class Database;
}

namespace lookalike {

/// PRAGMA application_id of every catalog: "LkAl".
inline constexpr int kApplicationId = 0x4C6B416C;

/// Bytes of a page. Large, because rows hold embeddings: of 768 dimensions, a page of 4 kB takes
/// two and wastes a quarter, one of 16 kB takes ten and wastes a twentieth.
inline constexpr int kPageSize = 16384;

/// One step: what turns a catalog of schema version `version` - 1 into one of `version`.
struct Migration {
    int version = 0;
    const char* sql = nullptr;
};

/// All steps, from an empty file on, in order; the last one's version is the current one.
[[nodiscard]] std::span<const Migration> migrations();

/// PRAGMA user_version.
[[nodiscard]] int schemaVersion(SQLite::Database& database);

/// Applies the steps that are missing in one transaction: the catalog is afterwards complete in its
/// old or in its new version. Throws what SQLiteCpp throws; foreign key errors are a failure. Call
/// it on the only connection that can write, outside a transaction.
void migrate(SQLite::Database& database, std::span<const Migration> steps);

} // namespace lookalike
