// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace lookalike {

/// Returns the first `limit` findings of SQLite's integrity_check; empty if sound. Throws what
/// SQLiteCpp throws, also if a page could not be read, because a disk fault is not a finding.
[[nodiscard]] std::vector<std::string> checkPages(SQLite::Database& database, int limit);

/// Runs SQLite's integrity_check and foreign_key_check, and checks every count that triggers
/// maintain, values that no photo can have, paths that leave their folder, and whether each
/// embedding belongs to its content and space. Returns lines for the user, at most a hundred of
/// each kind; empty if sound. Reads the whole file. Throws what SQLiteCpp throws.
[[nodiscard]] std::vector<std::string> checkIntegrity(SQLite::Database& database);

} // namespace lookalike
