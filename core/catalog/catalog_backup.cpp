// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_backup.h"

#include "core/base/atomic_file.h"
#include "core/base/path_bytes.h"
#include "core/base/paths.h"
#include "core/catalog/backup_checksum.h"
#include "core/catalog/backup_list.h"
#include "core/catalog/catalog_integrity.h"
#include "core/catalog/sqlite_support.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

constexpr int kPagesPerStep = 256;                 // 4 MiB between two checks of the stop request
constexpr int kStepsBetweenLooks = 100'000;        // instructions of SQLite's virtual machine
constexpr std::uintmax_t kRoomToLeave = 64U << 20; // for writes during a backup
constexpr std::int64_t kDay = std::int64_t{24} * 60 * 60;
constexpr std::size_t kDailyBackups = 7;
constexpr std::size_t kBackupsOfASchema = 2;

using RowCounts = std::map<std::string, std::int64_t>;

RowCounts rowCounts(SQLite::Database& database)
{
    RowCounts counts;
    SQLite::Statement tables(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.executeStep()) {
        const std::string name = tables.getColumn(0).getString();
        counts[name] = database.execAndGet("SELECT count(*) FROM \"" + name + "\"").getInt64();
    }
    return counts;
}

// Keeps one read transaction open on the source, so that copy and count see the same rows. It is
// closed as soon as possible, because it prevents reuse of the write-ahead log.
Result<RowCounts> copyPages(const fs::path& catalog, Access access, SQLite::Database& copy,
                            const std::stop_token& stop)
{
    const auto source = openConnection(catalog, access);
    SQLite::Transaction snapshot(*source);
    RowCounts counts = rowCounts(*source);
    SQLite::Backup backup(copy, *source);
    for (;;) {
        const int step = backup.executeStep(kPagesPerStep);
        if (step == SQLITE_DONE)
            return counts;
        if (step != SQLITE_OK)
            return fail(ErrorCode::Conflict, "Another program is using the backup"_msg, catalog);
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The backup was stopped"_msg, catalog);
    }
}

Result<> copyAndCheck(const fs::path& catalog, Access access, const fs::path& target,
                      const std::stop_token& stop)
{
    SQLite::Database copy(pathToBytes(target), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    const auto expected = copyPages(catalog, access, copy, stop);
    if (!expected)
        return fail(expected);
    // The checks take as long as the copy and must also end soon after a stop request.
    sqlite3_progress_handler(
        copy.getHandle(), kStepsBetweenLooks,
        [](void* token) {
            return static_cast<const std::stop_token*>(token)->stop_requested() ? 1 : 0;
        },
        const_cast<std::stop_token*>(&stop));
    // A single file that needs no journal, so it can be opened anywhere.
    copy.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA");
    const auto findings = checkPages(copy, 1);
    if (!findings.empty())
        return fail(ErrorCode::Broken, "The backup is damaged: %1"_msg(findings.front()), target);
    if (rowCounts(copy) != *expected)
        return fail(ErrorCode::Broken, "The backup does not have all rows of the catalog"_msg,
                    target);
    return {};
}

Result<> checkRoom(const fs::path& catalog, const fs::path& target)
{
    std::error_code error;
    const fs::space_info room = fs::space(target.parent_path(), error);
    const std::uintmax_t wanted = fs::file_size(catalog, error);
    if (error || room.available >= wanted + kRoomToLeave)
        return {};
    return fail(ErrorCode::NoSpace,
                "There is not enough disk space for a backup of the catalog"_msg, target);
}

void removeBackup(const fs::path& backup)
{
    std::error_code ignored;
    fs::remove(backup, ignored);
    fs::remove(checksumFile(backup), ignored);
}

// Removes what a killed program left behind. A backup on request may be in progress in another
// process; the others require the catalog's lock.
void removeRemains(const fs::path& folder, const std::string& prefix)
{
    for (const fs::path& file : entriesOf(folder)) {
        const std::string name = pathToBytes(file.filename());
        if (!name.starts_with(prefix))
            continue;
        std::error_code error;
        fs::path backup = file;
        const bool orphan =
            file.extension() == ".sha256" && !fs::exists(backup.replace_extension(), error);
        if (orphan || name.find(".db.part") != std::string::npos)
            fs::remove(file, error);
    }
}

/// Returns the backups with the prefix, newest first. Those from the future, named while the clock
/// was ahead, come last.
std::vector<fs::path> newestFirst(const fs::path& catalog, const std::string& prefix,
                                  std::int64_t now)
{
    std::vector<fs::path> found = backupsOf(catalog);
    std::erase_if(found, [&](const fs::path& file) {
        return !pathToBytes(file.filename()).starts_with(prefix);
    });
    std::ranges::stable_partition(
        found, [&](const fs::path& file) { return backupTime(file).value_or(0) <= now + kDay; });
    return found;
}

void keepNewest(const fs::path& catalog, const std::string& prefix, std::size_t count,
                std::int64_t now)
{
    const std::vector<fs::path> found = newestFirst(catalog, prefix, now);
    for (std::size_t i = count; i < found.size(); ++i)
        removeBackup(found[i]);
}

Result<fs::path> newName(const fs::path& catalog, const std::string& prefix, std::int64_t now)
{
    const fs::path folder = backupFolder(catalog);
    if (auto made = makePrivateFolder(folder); !made)
        return fail(made);
    const std::string name = prefix + timestampOf(now);
    fs::path target = folder / (name + ".db");
    std::error_code error;
    for (int i = 2; fs::exists(fs::symlink_status(target, error)); ++i)
        target = folder / (name + "-" + std::to_string(i) + ".db");
    return target;
}

// Returns true if the newest backup (0: none) was made before today's first decision or more than a
// day ago, and the catalog has a photo or a decision. Without these there is nothing to lose, and a
// good backup must not be replaced by one of such a catalog.
Result<bool> isDue(const fs::path& catalog, Access access, std::int64_t newest, std::int64_t now)
{
    return catchExceptions(catalog, [&]() -> Result<bool> {
        const auto database = openConnection(catalog, access);
        if (std::abs(now - newest) >= kDay)
            return database
                       ->execAndGet("SELECT EXISTS (SELECT 1 FROM contents)"
                                    " OR EXISTS (SELECT 1 FROM decisions)")
                       .getInt() != 0;
        SQLite::Statement first(
            *database, "SELECT min(decided_at) FROM decisions WHERE decided_at BETWEEN ? AND ?");
        first.bind(1, now - kDay);
        first.bind(2, now);
        return first.executeStep() && !first.getColumn(0).isNull() &&
               first.getColumn(0).getInt64() > newest;
    });
}

} // namespace

fs::path backupFolder(const fs::path& catalog)
{
    return besideCatalog(catalog, ".backups");
}

Result<> backupCatalog(const fs::path& catalog, Access access, const fs::path& target,
                       const std::stop_token& stop)
{
    std::error_code error;
    if (fs::exists(fs::symlink_status(target, error)))
        return fail(ErrorCode::Conflict, "A file with that name already exists"_msg, target);
    if (auto room = checkRoom(catalog, target); !room)
        return room;
    const fs::path temporary = besideCatalog(target, ".part");
    removeBackup(temporary);
    auto copied = catchExceptions(catalog, [&]() -> Result<> {
        auto done = copyAndCheck(catalog, access, temporary, stop);
        if (done)
            done = recordChecksum(temporary, target);
        return done;
    });
    if (!copied && stop.stop_requested())
        copied = fail(ErrorCode::Cancelled, "The backup was stopped"_msg, target);
    if (copied)
        copied = replaceFile(temporary, target);
    if (copied)
        return copied;
    removeBackup(temporary);
    fs::remove(besideCatalog(temporary, "-journal"), error);
    if (!fs::exists(target, error))
        fs::remove(checksumFile(target), error);
    return copied;
}

Result<fs::path> backupBeforeMigration(const fs::path& catalog, int schemaVersion)
{
    const std::string prefix = "schema-" + std::to_string(schemaVersion) + "-";
    const std::int64_t now = std::time(nullptr);
    auto target = newName(catalog, prefix, now);
    if (!target)
        return target;
    removeRemains(target->parent_path(), prefix);
    if (auto saved = backupCatalog(catalog, Access::Read, *target); !saved)
        return fail(saved);
    keepNewest(catalog, prefix, kBackupsOfASchema, now);
    return target;
}

Result<std::optional<fs::path>> backupDaily(const fs::path& catalog, Access access,
                                            std::int64_t now, const std::stop_token& stop)
{
    const std::string prefix = "daily-";
    const std::vector<fs::path> earlier = newestFirst(catalog, prefix, now);
    const std::int64_t newest = earlier.empty() ? 0 : backupTime(earlier.front()).value_or(0);
    const auto due = isDue(catalog, access, newest, now);
    if (!due)
        return fail(due);
    if (!*due)
        return std::nullopt;
    auto target = newName(catalog, prefix, now);
    if (!target)
        return fail(target);
    removeRemains(target->parent_path(), prefix);
    if (auto saved = backupCatalog(catalog, access, *target, stop); !saved)
        return fail(saved);
    // Backups of days without changes must not replace the others.
    if (!earlier.empty()) {
        const auto before = recordedChecksum(earlier.front());
        if (!before.empty() && before == recordedChecksum(*target))
            removeBackup(earlier.front());
    }
    keepNewest(catalog, prefix, kDailyBackups, now);
    return std::optional(std::move(*target));
}

Result<fs::path> nameForBackup(const fs::path& catalog)
{
    return newName(catalog, "backup-", std::time(nullptr));
}

} // namespace lookalike
