// SPDX-License-Identifier: GPL-3.0-or-later
// The single source of truth: one SQLite file in WAL mode. One thread of this class owns the only
// read-write connection and is the only one that checkpoints (SQLite before 3.51.3 can lose
// committed pages when two connections write and checkpoint at the same instant); readers have
// read-only connections of their own.
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
    /// Refuse to create: for commands that only look.
    bool mustExist = false;
};

/// What PRAGMA synchronous guards a transaction.
enum class Durability {
    Recomputable, ///< NORMAL: survives a crash of the program; may roll back after a power cut
    Decision,     ///< FULL: what the user decided survives a power cut too
};

/// An open catalog. Owned by the library; every method may be called from any thread. Closing
/// (destruction) waits for the write in progress.
class Catalog {
public:
    /// Opens or creates `file`, migrates an older schema after a verified backup. Falls back to a
    /// read-only catalog where the disk cannot be written (see isReadOnly()). Missing folders above
    /// `file` are created. Fails with NotFound (mustExist), with Conflict
    /// where the file is another program's, has a newer schema, lies on a network file system, or
    /// another instance is writing to it; with Broken where it is damaged (never touched then).
    [[nodiscard]] static Result<std::unique_ptr<Catalog>> open(const std::filesystem::path& file,
                                                               const CatalogOptions& options = {});
    virtual ~Catalog() = default;

    using Work = std::function<Result<>(CatalogWriter&)>;
    /// Runs `work` in one transaction on the writer's thread and waits for the commit. Where `work`
    /// fails or throws, everything it did is rolled back and its error returned. Must not be called
    /// from within `work`.
    [[nodiscard]] virtual Result<> write(const Work& work,
                                         Durability durability = Durability::Recomputable) = 0;

    /// A new read-only connection. Use it on one thread, for short work.
    [[nodiscard]] virtual Result<std::unique_ptr<CatalogReader>> reader() const = 0;

    [[nodiscard]] virtual bool isReadOnly() const noexcept = 0;
    [[nodiscard]] virtual const std::filesystem::path& file() const noexcept = 0;
    /// True for the catalog, its journals and lock, by (device, inode), never by name, looked at
    /// again after a second; and for all below the folder of its backups and of the catalogs that
    /// were replaced. Never opens anything. A scanner must leave these alone: closing any other
    /// descriptor on a SQLite file drops the locks that guard it. What reads photos asks by itself
    /// (OwnFiles).
    [[nodiscard]] virtual bool ownsFile(const std::filesystem::path& path,
                                        const FileIdentity& identity) const = 0;

    /// A copy through SQLite's backup API into `file` (temp + rename), verified before it counts.
    /// Writing goes on meanwhile. A file that is there is never replaced: Conflict.
    [[nodiscard]] virtual Result<> backup(const std::filesystem::path& file) const = 0;
    /// The daily backup into the folder beside the catalog, where the newest is older than a day
    /// at `now` (seconds since 1970) and there is anything to lose; otherwise nothing. One call at
    /// a time; Cancelled soon after a stop request.
    [[nodiscard]] virtual Result<std::optional<std::filesystem::path>>
    backupIfDue(std::int64_t now, const std::stop_token& stop) const = 0;
    /// PRAGMA integrity_check and foreign_key_check, all kept counts against what they count, and
    /// each row against what can be known of it (checkIntegrity()); lines for the user, empty when
    /// sound. Reads the whole file.
    [[nodiscard]] virtual Result<std::vector<std::string>> integrity() const = 0;
};

} // namespace lookalike
