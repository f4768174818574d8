// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_restore.h"

#include "core/base/atomic_file.h"
#include "core/base/log.h"
#include "core/base/path_bytes.h"
#include "core/base/paths.h"
#include "core/base/system_error.h"
#include "core/catalog/backup_list.h"
#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_connection.h"
#include "core/catalog/catalog_lock.h"
#include "core/catalog/sqlite_support.h"
#include "core/files/network_volume.h"

#include <ctime>
#include <string>
#include <system_error>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

// The names of the copy: while it is being made, and once the restore will be completed.
constexpr const char* kCopy = ".restoring";
constexpr const char* kComplete = ".restored";
// Journals come last, because without its catalog no journal is taken for that of another one.
constexpr const char* kParts[] = {"", "-wal", "-shm", "-journal"};

bool isThere(const fs::path& path)
{
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

fs::path unfinished(const fs::path& catalog)
{
    return replacedFolder(catalog) / "unfinished";
}

Result<> moveFile(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    return error ? failSystem(error, "Cannot rename the catalog"_msg, from) : Result<>();
}

Result<> moveAside(const fs::path& catalog, const fs::path& aside)
{
    for (const char* part : kParts) {
        const fs::path from = besideCatalog(catalog, part);
        if (!isThere(from))
            continue;
        if (auto moved = moveFile(from, besideCatalog(aside / catalog.filename(), part)); !moved)
            return moved;
    }
    return syncToDisk(catalog.parent_path());
}

// If this fails, the previous catalog can be found under its working name, so that is not an error.
fs::path nameAside(const fs::path& catalog)
{
    const fs::path from = unfinished(catalog);
    std::error_code error;
    if (fs::is_empty(from, error)) { // there was no catalog
        fs::remove(from, error);
        return fs::path();
    }
    const std::string name = timestampOf(std::time(nullptr));
    fs::path to = replacedFolder(catalog) / name;
    for (int i = 2; isThere(to); ++i)
        to = replacedFolder(catalog) / (name + "-" + std::to_string(i));
    if (const auto named = moveFile(from, to); !named) {
        logWarning(named.error().text());
        to = from;
    }
    return to / catalog.filename();
}

// Returns the absolute path, with links resolved as far as the path exists.
Result<fs::path> located(const fs::path& catalog)
{
    std::error_code error;
    fs::path file = fs::weakly_canonical(catalog, error);
    if (error)
        return failSystem(error, "Cannot access the catalog"_msg, catalog);
    if (const auto network = networkFileSystem(file.parent_path()))
        return fail(ErrorCode::Conflict,
                    "A catalog cannot be on a network file system (%1)"_msg(*network), catalog);
    if (isThere(file) && !fs::is_regular_file(file, error))
        return fail(ErrorCode::InvalidArgument, "The catalog must be a file"_msg, catalog);
    return file;
}

// Runs `work` with the file while it is not open, after completing an earlier restore.
template <class Work>
Result<fs::path> withLock(const fs::path& catalog, const Work& work)
{
    return catchExceptions(catalog, [&]() -> Result<fs::path> {
        const auto file = located(catalog);
        if (!file)
            return file;
        if (auto made = makePrivateFolder(file->parent_path()); !made)
            return fail(made);
        const auto lock = lockCatalog(*file);
        if (!lock)
            return fail(lock);
        if (auto earlier = finishRestore(*file); !earlier)
            return earlier;
        return work(*file);
    });
}

// Copies through SQLite, so that a write-ahead log beside the backup is included, and checks the
// copy like any backup.
Result<> copyBackup(const fs::path& backup, const fs::path& copy)
{
    std::error_code error;
    fs::remove(copy, error);
    const auto log = fs::file_size(besideCatalog(backup, "-wal"), error);
    const bool alone = error || log == 0;
    auto copied = backupCatalog(backup, alone ? Access::Immutable : Access::Read, copy);
    fs::remove(besideCatalog(copy, ".sha256"), error);
    return copied;
}

} // namespace

fs::path replacedFolder(const fs::path& catalog)
{
    return besideCatalog(catalog, ".replaced");
}

bool isRestoreUnfinished(const fs::path& catalog)
{
    return isThere(besideCatalog(catalog, kComplete)) || isThere(unfinished(catalog));
}

Result<fs::path> finishRestore(const fs::path& catalog)
{
    return catchExceptions(catalog, [&]() -> Result<fs::path> {
        const fs::path complete = besideCatalog(catalog, kComplete);
        const fs::path aside = unfinished(catalog);
        if (isThere(complete)) {
            auto done = makePrivateFolder(aside);
            if (done)
                done = moveAside(catalog, aside);
            if (done)
                done = moveFile(complete, catalog);
            if (done)
                done = syncToDisk(catalog.parent_path());
            if (!done)
                return fail(done);
        } else if (isThere(aside) && !isThere(catalog)) {
            if (auto done = moveAside(catalog, aside); !done) // its journals
                return fail(done);
        }
        return isThere(aside) ? nameAside(catalog) : fs::path();
    });
}

Result<> scheduleRestore(const fs::path& catalog, const fs::path& backup)
{
    return catchExceptions(catalog, [&]() -> Result<> {
        const auto file = located(catalog);
        if (!file)
            return fail(file);
        std::error_code error;
        if (fs::equivalent(*file, backup, error))
            return fail(ErrorCode::InvalidArgument, "A catalog cannot be restored from itself"_msg,
                        backup);
        if (auto sound = checkBackup(backup); !sound)
            return sound;
        const fs::path copy = besideCatalog(*file, kCopy);
        if (auto copied = copyBackup(backup, copy); !copied)
            return copied;
        return moveFile(copy, besideCatalog(*file, kComplete));
    });
}

Result<fs::path> restoreCatalog(const fs::path& catalog, const fs::path& backup)
{
    return withLock(catalog, [&](const fs::path& file) -> Result<fs::path> {
        if (auto scheduled = scheduleRestore(file, backup); !scheduled)
            return fail(scheduled);
        auto former = finishRestore(file);
        if (former)
            logInfo("The catalog was restored from " + displayPath(backup));
        return former;
    });
}

Result<fs::path> archiveCatalogFiles(const fs::path& catalog)
{
    return withLock(catalog, [&](const fs::path& file) -> Result<fs::path> {
        auto done = makePrivateFolder(unfinished(file));
        if (done)
            done = moveAside(file, unfinished(file));
        if (!done)
            return fail(done);
        return finishRestore(file);
    });
}

} // namespace lookalike
