// SPDX-License-Identifier: GPL-3.0-or-later
// Opening the catalog file, always through SQLite (any other descriptor on it, once closed, would
// drop SQLite's locks: https://www.sqlite.org/howtocorrupt.html, section 2.2).
#pragma once

#include "core/base/result.h"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace lookalike {

/// How long a connection waits for another one's lock.
inline constexpr int kBusyTimeoutMs = 10'000;

enum class Access {
    Write,     ///< the one connection that writes and checkpoints
    Read,      ///< beside a writer
    Immutable, ///< on a disk that nobody can write: no locks, no shared memory
};

/// The name of a file beside the catalog: "-wal", "-shm", ".lock".
[[nodiscard]] std::filesystem::path besideCatalog(std::filesystem::path catalog,
                                                  const char* suffix);

/// What the first bytes of a database file say, read without a lock and without a trace.
struct CatalogHeader {
    bool exists = false; ///< false: no file yet, or an empty one
    std::uint32_t applicationId = 0;
    std::uint32_t schemaVersion = 0;
};

/// Fails with Broken where the file is no SQLite database.
[[nodiscard]] Result<CatalogHeader> readHeader(const std::filesystem::path& file);

/// A connection with all that SQLite advises for files that may have been tampered with: no trust
/// in the schema, cells checked, no memory mapping. Owned by one thread. Throws what SQLiteCpp
/// throws.
[[nodiscard]] std::unique_ptr<SQLite::Database> openConnection(const std::filesystem::path& file,
                                                               Access access);

} // namespace lookalike
