// SPDX-License-Identifier: GPL-3.0-or-later
// The tables, and the migration from older catalogs. schema.cpp holds the SQL and describes each
// table.
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

/// Page size in bytes. It is large because rows hold embeddings: with 768 dimensions, a page of 4
/// kB holds two and wastes a quarter, one of 16 kB holds ten and wastes a twentieth.
inline constexpr int kPageSize = 16384;

/// Migrates a catalog from schema version `version` - 1 to `version`.
struct Migration {
    int version = 0;
    const char* sql = nullptr;
};

/// Returns all migrations in order, starting from an empty file. The last version is the current
/// one.
[[nodiscard]] std::span<const Migration> migrations();

/// Returns PRAGMA user_version.
[[nodiscard]] int schemaVersion(SQLite::Database& database);

/// Applies the missing migrations in one transaction, so that the catalog is complete in its old or
/// its new version. Throws what SQLiteCpp throws; foreign key violations are a failure. Call it on
/// the only connection that can write, outside a transaction.
void migrate(SQLite::Database& database, std::span<const Migration> steps);

} // namespace lookalike
