// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog is the single source of truth: one SQLite file in WAL mode. One thread of this class
// owns the only read-write connection and is the only one that checkpoints (SQLite before 3.51.3
// can lose committed pages if two connections write and checkpoint at the same instant). Each
// reader has its own read-only connection.
#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog_reader.h"
#include "core/catalog/catalog_writer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

struct CatalogOptions {
    /// Fails if the file does not exist, for commands that only read.
    bool mustExist = false;
};

/// The PRAGMA synchronous level of a transaction.
enum class Durability {
    Recomputable, ///< NORMAL: survives a program crash; a power failure may roll it back
    Decision,     ///< FULL: user decisions also survive a power failure
};

/// An open catalog. Owned by the library; any thread may call every method. The destructor waits
/// for the write in progress.
class Catalog {
public:
    /// Opens or creates `file`, with missing parent folders, and migrates an older schema after a
    /// verified backup. Falls back to a read-only catalog if the disk cannot be written (see
    /// isReadOnly()). Fails with NotFound (mustExist); with Conflict if the file belongs to another
    /// program, has a newer schema, is on a network file system, or another instance is writing to
    /// it; and with Broken if it is damaged, in which case it is not changed.
    [[nodiscard]] static Result<std::unique_ptr<Catalog>> open(const std::filesystem::path& file,
                                                               const CatalogOptions& options = {});
    virtual ~Catalog() = default;

    using Work = std::function<Result<>(CatalogWriter&)>;
    /// Runs `work` in one transaction on the writer's thread and waits for the commit. If `work`
    /// fails or throws, rolls everything back and returns its error. Must not be called from within
    /// `work`.
    [[nodiscard]] virtual Result<> write(const Work& work,
                                         Durability durability = Durability::Recomputable) = 0;

    /// Returns a new read-only connection. Use it on one thread and for short work.
    [[nodiscard]] virtual Result<std::unique_ptr<CatalogReader>> reader() const = 0;

    [[nodiscard]] virtual bool isReadOnly() const noexcept = 0;
    [[nodiscard]] virtual const std::filesystem::path& file() const noexcept = 0;
    /// Returns true for the catalog, its journals and its lock, and for everything below the folder
    /// of its backups and replaced catalogs. Files are compared by (device, inode), never by name;
    /// the inodes are refreshed after a second. Opens no files. A scanner must skip these files,
    /// because closing any other descriptor of a SQLite file drops its locks. Code that reads
    /// photos checks this itself (OwnFiles).
    [[nodiscard]] virtual bool ownsFile(const std::filesystem::path& path,
                                        const FileIdentity& identity) const = 0;

    /// Copies the catalog through SQLite's backup API to `file` (temporary file and rename) and
    /// verifies the copy first. Writing may continue meanwhile. Never replaces an existing file:
    /// fails with Conflict.
    [[nodiscard]] virtual Result<> backup(const std::filesystem::path& file) const = 0;
    /// Makes the daily backup in the folder next to the catalog if it is due at `now` (seconds
    /// since 1970), see backupDaily(); otherwise does nothing. One call at a time. Fails with
    /// Cancelled soon after a stop request.
    [[nodiscard]] virtual Result<std::optional<std::filesystem::path>>
    backupIfDue(std::int64_t now, const std::stop_token& stop) const = 0;
    /// Runs PRAGMA integrity_check and foreign_key_check, and validates all maintained counts and
    /// every row (checkIntegrity()). Returns lines for the user, empty if the catalog is sound.
    /// Reads the whole file.
    [[nodiscard]] virtual Result<std::vector<std::string>> integrity() const = 0;
};

} // namespace lookalike
