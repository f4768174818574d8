// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_open.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/system_error.h"
#include "core/catalog/backup_list.h"
#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_restore.h"
#include "core/catalog/sqlite_support.h"
#include "core/files/network_volume.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <system_error>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTables[] = {"folders",    "files",         "contents",  "spaces",
                                   "embeddings", "folder_counts", "exclusions"};

tl::unexpected<Error> newerSchema(std::uint32_t version, const fs::path& file)
{
    return fail(ErrorCode::Conflict,
                "A newer Lookalike has written this catalog (schema %1); use that version, "
                "or another catalog"_msg(version),
                file);
}

tl::unexpected<Error> foreign(const fs::path& file)
{
    return fail(ErrorCode::Conflict,
                "This database belongs to another program and was left as it is; choose "
                "another place for the catalog"_msg,
                file);
}

// Adds what the user can do about a damaged catalog.
Error withAdvice(Error error)
{
    if (error.code != ErrorCode::Broken)
        return error;
    const auto backups = backupsOf(error.path);
    error.message = backups.empty()
                        ? "%1. It was left as it is. Move it away and let Lookalike read the "
                          "photos again; they are not affected"_msg(error.message)
                        : "%1. It was left as it is. Restore a backup, the newest is %2"_msg(
                              error.message, backups.front());
    return error;
}

// Resolves the file and its folder; creates the folder if allowed.
Result<fs::path> locate(const fs::path& file, const CatalogOptions& options)
{
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::regular)
        return fs::canonical(file);
    if (status.type() != fs::file_type::not_found)
        return error ? failSystem(error, "Cannot access the catalog"_msg, file)
                     : fail(ErrorCode::InvalidArgument, "The catalog must be a file"_msg, file);
    if (options.mustExist && !isRestoreUnfinished(file))
        return fail(ErrorCode::NotFound, "There is no catalog yet"_msg, file);
    const fs::path absolute = fs::absolute(file);
    if (auto made = makePrivateFolder(absolute.parent_path()); !made)
        return fail(made);
    return fs::canonical(absolute.parent_path()) / absolute.filename();
}

Result<CatalogHeader> inspect(const fs::path& file, int newest)
{
    if (const auto network = networkFileSystem(file.parent_path()))
        return fail(
            ErrorCode::Conflict,
            "A catalog cannot be on a network file system (%1), where it would be "
            "damaged; choose a place on this computer. Photos may be anywhere"_msg(*network),
            file);
    auto header = readHeader(file);
    if (!header || !header->exists)
        return header;
    if (header->applicationId != static_cast<std::uint32_t>(kApplicationId))
        return foreign(file);
    if (header->schemaVersion > static_cast<std::uint32_t>(newest))
        return newerSchema(header->schemaVersion, file);
    return header;
}

// Reads a row of every table, which detects a truncated file and a damaged schema without reading
// everything.
void probe(SQLite::Database& database)
{
    for (const char* table : kTables) {
        try {
            SQLite::Statement row(database, std::string("SELECT * FROM ") + table + " LIMIT 1");
            row.executeStep();
        } catch (const SQLite::Exception& exception) {
            // A schema that is readable but invalid, for example "unknown function: coaleske()".
            if (exception.getErrorCode() == SQLITE_ERROR)
                throw SQLite::Exception(exception.what(), SQLITE_CORRUPT);
            throw;
        }
    }
}

Result<> prepareForWriting(SQLite::Database& database, const fs::path& file,
                           std::span<const Migration> steps)
{
    const int newest = steps.back().version;
    const bool isNew = database.execAndGet("PRAGMA page_count").getInt64() == 0;
    if (isNew) {
        migrate(database, steps);
    } else {
        // The header may be older than the content of the WAL.
        if (database.execAndGet("PRAGMA application_id").getInt() != kApplicationId)
            return foreign(file);
        const int version = schemaVersion(database);
        if (version > newest)
            return newerSchema(static_cast<std::uint32_t>(version), file);
        if (version < newest) {
            auto backup = backupBeforeMigration(file, version);
            if (!backup)
                return fail(backup);
            logInfo("Catalog schema " + std::to_string(version) + " becomes " +
                    std::to_string(newest) + "; backup: " + displayPath(*backup));
            migrate(database, steps);
        }
    }
    // After the schema, because the header of a file whose creation was interrupted already names
    // its owner.
    if (database.execAndGet("PRAGMA journal_mode = WAL").getString() != "wal")
        return fail(ErrorCode::Unsupported,
                    "SQLite's write-ahead log does not work on this file system"_msg, file);
    probe(database);
    database.exec("PRAGMA wal_autocheckpoint = 1024; PRAGMA journal_size_limit = 16777216");
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return {};
}

Result<OpenedCatalog> openReadOnly(const fs::path& file, std::span<const Migration> steps)
{
    const auto attempt = [&](Access access) {
        return catchExceptions(file, [&]() -> Result<OpenedCatalog> {
            const auto database = openConnection(file, access);
            if (schemaVersion(*database) < steps.back().version)
                return fail(ErrorCode::PermissionDenied,
                            "This catalog is from an older Lookalike and must be upgraded, but it "
                            "cannot be written to"_msg,
                            file);
            probe(*database);
            return OpenedCatalog{file, access, std::nullopt, nullptr};
        });
    };
    logWarning("The catalog cannot be written: " + displayPath(file));
    auto opened = attempt(Access::Read);
    if (opened || opened.error().code == ErrorCode::Broken)
        return opened;
    // A WAL cannot be read without shared memory. Without a WAL nothing is missing, and the catalog
    // is not open for writing.
    std::error_code error;
    const auto wal = fs::file_size(besideCatalog(file, "-wal"), error);
    return error || wal == 0 ? attempt(Access::Immutable) : std::move(opened);
}

// Completes an interrupted restore before the catalog is used.
Result<> settleRestore(const fs::path& file)
{
    if (!isRestoreUnfinished(file))
        return {};
    const auto lock = lockCatalog(file);
    if (!lock)
        return fail(lock);
    const auto former = finishRestore(file);
    return former ? Result<>() : fail(former);
}

Result<OpenedCatalog> openLocated(const fs::path& file, std::span<const Migration> steps)
{
    if (auto settled = settleRestore(file); !settled)
        return fail(settled);
    auto header = inspect(file, steps.back().version);
    if (!header)
        return fail(header);

    auto lock = lockCatalog(file);
    if (!lock && lock.error().code == ErrorCode::PermissionDenied && header->exists)
        return openReadOnly(file, steps);
    if (!lock)
        return fail(lock);

    OpenedCatalog opened{file, Access::Read, std::move(*lock), nullptr};
    bool readOnly = false;
    auto prepared = catchExceptions(file, [&]() -> Result<> {
        opened.database = openConnection(file, Access::Write);
        readOnly = sqlite3_db_readonly(opened.database->getHandle(), "main") == 1;
        return readOnly ? Result<>() : prepareForWriting(*opened.database, file, steps);
    });
    if (!prepared)
        return fail(prepared);
    if (!readOnly)
        return opened;
    opened.database.reset();
    return openReadOnly(file, steps);
}

} // namespace

Result<OpenedCatalog> openCatalogFile(const fs::path& file, const CatalogOptions& options,
                                      std::span<const Migration> steps)
{
    if (sqlite3_threadsafe() == 0)
        return fail(ErrorCode::Unsupported,
                    "This SQLite was built without support for threads"_msg);
    logInfo(std::string("SQLite ") + sqlite3_libversion() + ", catalog " + displayPath(file));
    auto located = catchExceptions(file, [&] { return locate(file, options); });
    if (!located)
        return fail(located);
    auto opened = openLocated(*located, steps);
    if (!opened)
        return fail(withAdvice(std::move(opened).error()));
    return opened;
}

} // namespace lookalike
