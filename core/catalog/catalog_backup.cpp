// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_backup.h"

#include "core/base/path_bytes.h"
#include "core/base/paths.h"
#include "core/base/system_error.h"
#include "core/catalog/sqlite_support.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <string>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

std::map<std::string, std::int64_t> rowCounts(SQLite::Database& database)
{
    std::map<std::string, std::int64_t> counts;
    SQLite::Statement tables(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.executeStep()) {
        const std::string name = tables.getColumn(0).getString();
        counts[name] = database.execAndGet("SELECT count(*) FROM \"" + name + "\"").getInt64();
    }
    return counts;
}

// The source is held in one read transaction, so that copy and count see the same rows.
Result<> copyAndCheck(const fs::path& catalog, Access access, const fs::path& target)
{
    const auto source = openConnection(catalog, access);
    SQLite::Transaction snapshot(*source);
    const auto expected = rowCounts(*source);
    SQLite::Database copy(pathToBytes(target), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    {
        SQLite::Backup backup(copy, *source);
        backup.executeStep();
    }
    // One file that can be opened from anywhere, without a journal beside it.
    copy.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA");
    const std::string verdict = copy.execAndGet("PRAGMA integrity_check(1)").getString();
    if (verdict != "ok")
        return fail(ErrorCode::Broken, "The backup is not sound: " + verdict, target);
    if (rowCounts(copy) != expected)
        return fail(ErrorCode::Broken, "The backup does not have all rows of the catalog", target);
    return {};
}

std::string timestamp()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
#ifdef _WIN32
    ::gmtime_s(&utc, &now);
#else
    ::gmtime_r(&now, &utc);
#endif
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &utc);
    return text;
}

} // namespace

fs::path backupFolder(const fs::path& catalog)
{
    return besideCatalog(catalog, ".backups");
}

std::vector<fs::path> backupsOf(const fs::path& catalog)
{
    std::vector<std::pair<fs::file_time_type, fs::path>> found;
    std::error_code error;
    for (fs::directory_iterator it(backupFolder(catalog), error), end; !error && it != end;
         it.increment(error)) {
        std::error_code ignored;
        if (it->path().extension() == ".db")
            found.emplace_back(fs::last_write_time(it->path(), ignored), it->path());
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<fs::path> backups;
    for (auto& [time, path] : found)
        backups.push_back(std::move(path));
    return backups;
}

Result<> backupCatalog(const fs::path& catalog, Access access, const fs::path& target)
{
    std::error_code error;
    if (fs::exists(fs::symlink_status(target, error)))
        return fail(ErrorCode::Conflict, "There is a file of that name already", target);
    const fs::path temporary = besideCatalog(target, ".part");
    fs::remove(temporary, error);
    auto copied = guarded(catalog, [&] { return copyAndCheck(catalog, access, temporary); });
    if (copied) {
        fs::rename(temporary, target, error);
        if (!error)
            return {};
        copied = failSystem(error, "Cannot name the backup", target);
    }
    std::error_code ignored;
    fs::remove(temporary, ignored);
    return copied;
}

Result<fs::path> backupBeforeMigration(const fs::path& catalog, int schemaVersion)
{
    const fs::path folder = backupFolder(catalog);
    if (auto made = makePrivateFolder(folder); !made)
        return fail(std::move(made));
    const std::string name = "schema-" + std::to_string(schemaVersion) + "-" + timestamp();
    fs::path target = folder / (name + ".db");
    std::error_code error;
    for (int i = 2; fs::exists(target, error); ++i)
        target = folder / (name + "-" + std::to_string(i) + ".db");
    if (auto saved = backupCatalog(catalog, Access::Read, target); !saved)
        return fail(std::move(saved));
    return target;
}

} // namespace lookalike
