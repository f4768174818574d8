// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/sqlite_catalog.h"

#include "core/base/bounded_queue.h"
#include "core/base/path_within.h"
#include "core/catalog/backup_list.h"
#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_integrity.h"
#include "core/catalog/catalog_open.h"
#include "core/catalog/catalog_restore.h"
#include "core/catalog/sqlite_reader.h"
#include "core/catalog/sqlite_support.h"
#include "core/catalog/sqlite_writer.h"
#include "core/files/own_files.h"

#include <sqlite3.h>

#include <chrono>
#include <future>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kQueuedWrites = 64;
// A reader that never finishes prevents the automatic checkpoints from reusing the WAL.
constexpr std::uintmax_t kMostWalBytes = 48U << 20;
constexpr int kCheckpointWaitMs = 250;
constexpr auto kOwnFilesAge = 1s;

class SqliteCatalog final : public Catalog {
public:
    explicit SqliteCatalog(OpenedCatalog opened)
        : m_opened(std::move(opened))
    {
        if (!m_opened.database)
            return;
        m_writer = std::make_unique<SqliteWriter>(m_opened.file, *m_opened.database);
        m_thread = std::jthread([this] { runWriter(); });
    }

    ~SqliteCatalog() override
    {
        m_tasks.close();
        if (m_thread.joinable())
            m_thread.join();
    }

    Result<> write(const Work& work, Durability durability) override;
    Result<std::unique_ptr<CatalogReader>> reader() const override
    {
        return openSqliteReader(m_opened.file, m_opened.readAccess);
    }
    bool isReadOnly() const noexcept override { return !m_writer; }
    const fs::path& file() const noexcept override { return m_opened.file; }
    bool ownsFile(const fs::path& path, const FileIdentity& identity) const override;
    Result<> backup(const fs::path& file) const override
    {
        return catchExceptions(
            m_opened.file, [&] { return backupCatalog(m_opened.file, m_opened.readAccess, file); });
    }
    Result<std::optional<fs::path>> backupIfDue(std::int64_t now,
                                                const std::stop_token& stop) const override
    {
        if (isReadOnly())
            return std::nullopt;
        return catchExceptions(m_opened.file, [&] {
            return backupDaily(m_opened.file, m_opened.readAccess, now, stop);
        });
    }
    Result<std::vector<std::string>> integrity() const override;

private:
    void runWriter();
    Result<> transact(const Work& work, Durability durability);
    [[nodiscard]] std::set<FileIdentity> findOwnFiles() const;
    void keepWalSmall() const;

    OpenedCatalog m_opened;
    std::unique_ptr<SqliteWriter> m_writer; ///< null if the catalog is read-only
    Durability m_durability = Durability::Recomputable;
    BoundedQueue<std::packaged_task<Result<>()>> m_tasks{kQueuedWrites};

    mutable std::mutex m_ownFilesMutex;
    mutable std::set<FileIdentity> m_ownFiles;
    mutable std::chrono::steady_clock::time_point m_ownFilesAt;

    std::jthread m_thread;
    const OwnFiles m_own{[this](const fs::path& path, const FileIdentity& identity) {
        return ownsFile(path, identity);
    }};
};

Result<> SqliteCatalog::write(const Work& work, Durability durability)
{
    if (!m_writer)
        return fail(ErrorCode::PermissionDenied, "The catalog is read-only"_msg, m_opened.file);
    if (std::this_thread::get_id() == m_thread.get_id())
        return fail(ErrorCode::Internal, "A write inside another write"_msg, m_opened.file);
    return catchExceptions(m_opened.file, [&]() -> Result<> {
        std::packaged_task<Result<>()> task([&] { return transact(work, durability); });
        std::future<Result<>> done = task.get_future();
        if (!m_tasks.push(std::move(task)))
            return fail(ErrorCode::Cancelled, "The catalog is being closed"_msg, m_opened.file);
        return done.get();
    });
}

void SqliteCatalog::runWriter()
{
    while (auto task = m_tasks.pop())
        (*task)();
}

Result<> SqliteCatalog::transact(const Work& work, Durability durability)
{
    SQLite::Database& database = *m_opened.database;
    const auto isOpen = [&] { return sqlite3_get_autocommit(database.getHandle()) == 0; };
    auto done = catchExceptions(m_opened.file, [&]() -> Result<> {
        if (isOpen())
            database.exec("ROLLBACK"); // if the rollback of the last transaction failed
        if (durability != m_durability) {
            database.exec(durability == Durability::Decision ? "PRAGMA synchronous = FULL"
                                                             : "PRAGMA synchronous = NORMAL");
            m_durability = durability;
        }
        database.exec("BEGIN IMMEDIATE");
        auto result = work(*m_writer);
        if (!result)
            return result;
        if (!isOpen())
            return fail(ErrorCode::Internal, "The transaction has been rolled back"_msg,
                        m_opened.file);
        database.exec("COMMIT");
        return {};
    });
    if (isOpen()) {
        const auto undone = catchExceptions(m_opened.file, [&]() -> Result<> {
            database.exec("ROLLBACK");
            return {};
        });
        if (done && !undone)
            return undone;
    }
    // What is committed stays committed even if this fails.
    static_cast<void>(catchExceptions(m_opened.file, [this]() -> Result<> {
        keepWalSmall();
        return {};
    }));
    return done;
}

void SqliteCatalog::keepWalSmall() const
{
    std::error_code error;
    const auto bytes = fs::file_size(besideCatalog(m_opened.file, "-wal"), error);
    if (error || bytes <= kMostWalBytes)
        return;
    sqlite3* handle = m_opened.database->getHandle();
    sqlite3_busy_timeout(handle, kCheckpointWaitMs);
    // Busy is not a failure: commits are safe, and the next write tries again.
    sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
}

bool SqliteCatalog::ownsFile(const fs::path& path, const FileIdentity& identity) const
{
    // Backups appear and disappear while a scanner runs.
    for (const fs::path& folder : {backupFolder(m_opened.file), replacedFolder(m_opened.file)})
        if (isPathWithin(folder, path))
            return true;
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(m_ownFilesMutex);
    // A scanner asks about every file, and checking our files each time would double its work. A
    // positive answer, however, must be current, because the inode of a removed file may have been
    // reused for a photo.
    const bool isOld = m_ownFiles.empty() || now - m_ownFilesAt >= kOwnFilesAge;
    if (isOld || m_ownFiles.contains(identity)) {
        m_ownFiles = findOwnFiles();
        m_ownFilesAt = now;
    }
    return m_ownFiles.contains(identity);
}

std::set<FileIdentity> SqliteCatalog::findOwnFiles() const
{
    std::vector<fs::path> files{m_opened.file};
    for (const char* suffix :
         {"-wal", "-shm", "-journal", ".lock", ".restoring", ".restoring-journal", ".restored",
          ".trash", ".trash.lock", ".moves", ".moves.lock", ".working", ".map"})
        files.push_back(besideCatalog(m_opened.file, suffix));
    std::vector<fs::path> folders = entriesOf(replacedFolder(m_opened.file));
    folders.push_back(backupFolder(m_opened.file));
    for (const fs::path& folder : folders)
        for (fs::path& file : entriesOf(folder))
            files.push_back(std::move(file));
    std::set<FileIdentity> identities;
    for (const fs::path& file : files)
        if (const auto stamp = statFile(file))
            identities.insert(stamp->identity);
    return identities;
}

Result<std::vector<std::string>> SqliteCatalog::integrity() const
{
    using Lines = std::vector<std::string>;
    auto lines = catchExceptions(m_opened.file, [this]() -> Result<Lines> {
        const auto database = openConnection(m_opened.file, m_opened.readAccess);
        const SQLite::Transaction snapshot(*database);
        return checkIntegrity(*database);
    });
    // Damage that stops the check is a finding, too.
    if (!lines && lines.error().code == ErrorCode::Broken)
        return Lines{lines.error().message.english()};
    return lines;
}

} // namespace

Result<std::unique_ptr<Catalog>> openCatalog(const fs::path& file, const CatalogOptions& options,
                                             std::span<const Migration> steps)
{
    return catchExceptions(file, [&]() -> Result<std::unique_ptr<Catalog>> {
        auto opened = openCatalogFile(file, options, steps);
        if (!opened)
            return fail(opened);
        return std::make_unique<SqliteCatalog>(std::move(*opened));
    });
}

Result<std::unique_ptr<Catalog>> Catalog::open(const fs::path& file, const CatalogOptions& options)
{
    return openCatalog(file, options, migrations());
}

} // namespace lookalike
