// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the catalog file, always through SQLite: closing any other descriptor of it would drop
// SQLite's locks (https://www.sqlite.org/howtocorrupt.html, section 2.2).
#pragma once

#include "core/base/result.h"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace lookalike {

/// How long a connection waits for the lock of another one.
inline constexpr int kBusyTimeoutMs = 10'000;

enum class Access {
    Write,     ///< the only connection that writes and checkpoints
    Read,      ///< concurrent with a writer
    Immutable, ///< on a read-only disk: no locks, no shared memory
};

/// Returns the name of a file beside the catalog with a suffix: "-wal", "-shm", ".lock".
[[nodiscard]] std::filesystem::path besideCatalog(std::filesystem::path catalog,
                                                  const char* suffix);

/// The first bytes of a database file, read without locking or changing anything.
struct CatalogHeader {
    bool exists = false; ///< false: no file, or an empty one
    std::uint32_t applicationId = 0;
    std::uint32_t schemaVersion = 0;
};

/// Fails with Broken if the file is not an SQLite database.
[[nodiscard]] Result<CatalogHeader> readHeader(const std::filesystem::path& file);

/// Opens a connection with SQLite's recommended settings for files that may have been tampered
/// with: untrusted schema, cell checks, no memory mapping. Owned by one thread. Throws what
/// SQLiteCpp throws.
[[nodiscard]] std::unique_ptr<SQLite::Database> openConnection(const std::filesystem::path& file,
                                                               Access access);

} // namespace lookalike
