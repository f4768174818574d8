// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace lookalike {

/// The first `limit` findings of SQLite's integrity_check; empty when sound. Throws what SQLiteCpp
/// throws, also where a page could not be read: that is a fault of the disk, and no finding.
[[nodiscard]] std::vector<std::string> checkPages(SQLite::Database& database, int limit);

/// SQLite's integrity_check and foreign_key_check, every count that triggers keep against what it
/// counts, values that no photo has, paths that lead out of their folder, and whether each
/// embedding is the one that was stored for its content and space. Lines for the user, empty when
/// sound; at most a hundred of each kind. Reads the whole file. Throws what SQLiteCpp throws.
[[nodiscard]] std::vector<std::string> checkIntegrity(SQLite::Database& database);

} // namespace lookalike
