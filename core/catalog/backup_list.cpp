// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/backup_list.h"

#include "core/base/path_bytes.h"
#include "core/catalog/backup_checksum.h"
#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_connection.h"
#include "core/catalog/catalog_integrity.h"
#include "core/catalog/schema.h"
#include "core/catalog/sqlite_support.h"
#include "core/files/file_reader.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

constexpr int kDecisionsSince = 3; ///< first schema version with decisions

BackupKind kindOf(const fs::path& file)
{
    const std::string name = pathToBytes(file.filename());
    if (name.starts_with("daily-"))
        return BackupKind::Daily;
    return name.starts_with("schema-") ? BackupKind::BeforeUpgrade : BackupKind::OnRequest;
}

std::int64_t modifiedAt(const fs::path& file)
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    const auto stamp = statFile(file);
    return stamp ? stamp->modifiedNs / kSecond : 0;
}

// A catalog that has a write-ahead log is incomplete without it. SQLite can only read the log with
// shared memory, for which it creates another file in the same folder.
Access accessFor(const fs::path& file)
{
    std::error_code error;
    const auto log = fs::file_size(besideCatalog(file, "-wal"), error);
    return error || log == 0 ? Access::Immutable : Access::Read;
}

Result<> checkOwner(const fs::path& file)
{
    const auto header = readHeader(file);
    if (!header)
        return fail(header);
    if (!header->exists)
        return fail(ErrorCode::NotFound, "The file is empty"_msg, file);
    if (header->applicationId != static_cast<std::uint32_t>(kApplicationId))
        return fail(ErrorCode::Conflict, "This is a database, but not a catalog of Lookalike"_msg,
                    file);
    if (header->schemaVersion > static_cast<std::uint32_t>(migrations().back().version))
        return fail(ErrorCode::Conflict, "A newer Lookalike has written this catalog"_msg, file);
    return {};
}

void countRows(CatalogBackup& backup)
{
    const auto database = openConnection(backup.file, accessFor(backup.file));
    const auto number = [&](const char* sql) {
        return fromStored(database->execAndGet(sql).getInt64());
    };
    backup.schema = schemaVersion(*database);
    backup.files = number("SELECT coalesce(sum(files), 0) FROM folder_counts WHERE state <> 5");
    backup.embeddings = number("SELECT coalesce(sum(embeddings), 0) FROM spaces");
    if (backup.schema >= kDecisionsSince)
        backup.decisions = number("SELECT count(*) FROM decisions");
}

} // namespace

std::string timestampOf(std::int64_t secondsSince1970)
{
    const auto time = static_cast<std::time_t>(secondsSince1970);
    std::tm utc{};
#ifdef _WIN32
    ::gmtime_s(&utc, &time);
#else
    ::gmtime_r(&time, &utc);
#endif
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &utc);
    return text;
}

std::optional<std::int64_t> backupTime(const fs::path& file)
{
    const std::string name = pathToBytes(file.filename());
    int year = 0, hour = 0, minute = 0, second = 0;
    unsigned month = 0, day = 0;
    const std::string_view pattern = "-00000000-000000";
    for (std::size_t at = 0; at + pattern.size() <= name.size(); ++at) {
        const auto fits = [](char c, char wanted) {
            return wanted == '-' ? c == '-' : c >= '0' && c <= '9';
        };
        if (!std::equal(pattern.begin(), pattern.end(),
                        name.begin() + static_cast<std::ptrdiff_t>(at),
                        [&](char wanted, char c) { return fits(c, wanted); }))
            continue;
        std::sscanf(name.c_str() + at, "-%4d%2u%2u-%2d%2d%2d", &year, &month, &day, &hour, &minute,
                    &second);
        const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                               std::chrono::day(day)};
        if (!date.ok())
            continue;
        const auto time = std::chrono::sys_days(date) + std::chrono::hours(hour) +
                          std::chrono::minutes(minute) + std::chrono::seconds(second);
        return time.time_since_epoch().count();
    }
    return std::nullopt;
}

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        entries.push_back(it->path());
    return entries;
}

std::vector<fs::path> backupsOf(const fs::path& catalog)
{
    std::vector<std::pair<std::int64_t, fs::path>> found;
    for (const fs::path& file : entriesOf(backupFolder(catalog))) {
        if (file.extension() != ".db")
            continue;
        const auto named = backupTime(file);
        found.emplace_back(named ? *named : modifiedAt(file), file);
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<fs::path> backups;
    for (auto& [time, path] : found)
        backups.push_back(std::move(path));
    return backups;
}

CatalogBackup describeBackup(const fs::path& file)
{
    CatalogBackup backup;
    backup.file = file;
    backup.kind = kindOf(file);
    const auto named = backupTime(file);
    backup.madeAt = named ? *named : modifiedAt(file);
    std::error_code error;
    const auto bytes = fs::file_size(file, error);
    backup.bytes = error ? 0 : bytes;
    backup.checksum = recordedChecksum(file);
    auto counted = catchExceptions(file, [&]() -> Result<> {
        if (auto ours = checkOwner(file); !ours)
            return ours;
        countRows(backup);
        return {};
    });
    if (!counted)
        backup.damage = std::move(counted).error();
    return backup;
}

std::vector<CatalogBackup> listBackups(const fs::path& catalog)
{
    std::vector<CatalogBackup> backups;
    for (const fs::path& file : backupsOf(catalog))
        backups.push_back(describeBackup(file));
    return backups;
}

Result<> checkBackup(const fs::path& file)
{
    if (auto ours = checkOwner(file); !ours)
        return ours;
    if (auto same = compareChecksum(file); !same)
        return same;
    return catchExceptions(file, [&]() -> Result<> {
        const auto database = openConnection(file, accessFor(file));
        const SQLite::Transaction snapshot(*database);
        const auto lines = checkIntegrity(*database);
        if (!lines.empty())
            return fail(ErrorCode::Broken, "The catalog is damaged: %1"_msg(lines.front()), file);
        return {};
    });
}

} // namespace lookalike
