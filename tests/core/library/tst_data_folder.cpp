// SPDX-License-Identifier: GPL-3.0-or-later
// Moving the data is the only thing that touches all of it at once. If one of these fails, a
// catalog may be lost, doubled, or begun anew on a disk that is not attached.
#include "core/base/paths.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalog_backup.h"
#include "core/library/data_folder.h"
#include "core/library/library_core.h"
#include "tests/testing.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <fstream>
#include <random>
#include <set>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#endif
#ifdef Q_OS_UNIX
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace lookalike;
namespace fs = std::filesystem;

#ifdef Q_OS_LINUX
namespace {

// What the program did to the disk, in order: a test watches it through the calls below, which
// take the place of the C library's.
struct DiskEvent {
    bool isRemoval = false;
    fs::path path;
    ino_t file = 0; ///< of what was brought to the disk: it may be renamed later
};
std::vector<DiskEvent>* g_diskEvents = nullptr;

fs::path pathOf(int descriptor)
{
    std::error_code error;
    return fs::read_symlink("/proc/self/fd/" + std::to_string(descriptor), error);
}

ino_t inodeOf(int descriptor)
{
    struct stat info = {};
    return ::fstat(descriptor, &info) == 0 ? info.st_ino : 0;
}

} // namespace

extern "C" int fsync(int descriptor)
{
    if (g_diskEvents != nullptr)
        g_diskEvents->push_back({false, pathOf(descriptor), inodeOf(descriptor)});
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

// What SQLite calls.
extern "C" int fdatasync(int descriptor)
{
    if (g_diskEvents != nullptr)
        g_diskEvents->push_back({false, pathOf(descriptor), inodeOf(descriptor)});
    return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

extern "C" int unlinkat(int at, const char* name, int flags) noexcept
{
    if (g_diskEvents != nullptr)
        g_diskEvents->push_back({true, at == AT_FDCWD ? fs::path(name) : pathOf(at) / name, 0});
    return static_cast<int>(::syscall(SYS_unlinkat, at, name, flags));
}
#endif

namespace {

std::string readAll(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void writeText(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

Result<std::unique_ptr<PhotoLibrary>> openUsual()
{
    return LibraryCore::open({}, []() -> Result<std::shared_ptr<const Encoder>> {
        return fail(ErrorCode::NotFound, "no model is needed here"_msg);
    });
}

} // namespace

class TestDataFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
        QSKIP("the places are moved with the XDG variables");
#endif
    }
    void init();
    void cleanup()
    {
        m_scratch.reset();
    }

    void movesAllAndLeavesNothing();
    void allIsOnTheDiskBeforeAnythingIsRemoved();
    void anInterruptedMoveIsDoneAgain();
    void aCancelledMoveChangesNothing();
    void aMoveThatIsKilledLosesNothing();
    void aCatalogIsNeverReplaced();
    void placesThatCannotBeUsedAreRefused();
    void anOpenCatalogIsNotMoved();
    void aDiskThatIsNotAttachedIsNotBegunAnew();
    void anotherCatalogAndBack();

private:
    void makeData();

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_root;
    fs::path m_usual;
    fs::path m_photos;
};

void TestDataFolder::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_root = fs::canonical(m_scratch->path().toStdString());
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString((m_root / "data").string()));
    qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((m_root / "config").string()));
    m_usual = m_root / "data" / "lookalike";
    m_photos = m_root / "photos";
    fs::create_directories(m_photos);
    QCOMPARE(userFolder(UserFolder::Data), m_usual);
}

void TestDataFolder::makeData()
{
    const auto library = openUsual();
    VERIFY_RESULT(library);
    VERIFY_RESULT((*library)->addFolder(m_photos));
    writeText(m_usual / "catalog.db.0123456789ab.index", "an index");
    writeText(m_usual / "catalog.db.trash", "what went to the trash");
    writeText(m_usual / "catalog.db.backups" / "daily.db", "a backup");
    writeText(m_usual / "models" / "mine" / "config.json", "{}");
    writeText(m_usual / "letter.txt", "not ours");
}

void TestDataFolder::movesAllAndLeavesNothing()
{
    makeData();
    const fs::path target = m_root / "else where\xFF" / "new";
    std::uint64_t last = 0;
    VERIFY_RESULT(moveData(target, [&](std::uint64_t done, std::uint64_t) { last = done; }, {}));
    QVERIFY(last > 0);
    QCOMPARE(userFolder(UserFolder::Data), target);
    QCOMPARE(readAll(target / "catalog.db.trash"), std::string("what went to the trash"));
    QCOMPARE(readAll(target / "catalog.db.backups" / "daily.db"), std::string("a backup"));
    QCOMPARE(readAll(target / "models" / "mine" / "config.json"), std::string("{}"));
    const auto library = openUsual();
    VERIFY_RESULT(library);
    const auto status = (*library)->status();
    VERIFY_RESULT(status);
    QCOMPARE(status->catalog, target / "catalog.db");
    QCOMPARE(status->folders.size(), std::size_t{1});
    std::vector<std::string> left;
    for (const auto& entry : fs::directory_iterator(m_usual))
        left.push_back(entry.path().filename().string());
    std::ranges::sort(left);
    QCOMPARE(left, (std::vector<std::string>{"catalog.db.lock", "letter.txt"}));
}

// A power cut after the first removal must find the new place whole: its files, every folder on the
// way to them and the choice of the place.
void TestDataFolder::allIsOnTheDiskBeforeAnythingIsRemoved()
{
#ifdef Q_OS_LINUX
    makeData();
    const fs::path target = m_root / "far" / "away";
    std::vector<DiskEvent> events;
    g_diskEvents = &events;
    const auto moved = moveData(target, {}, {});
    g_diskEvents = nullptr;
    VERIFY_RESULT(moved);
    const auto removed = std::ranges::find_if(events, [this](const DiskEvent& event) {
        return event.isRemoval && event.path.native().starts_with(m_usual.native());
    });
    QVERIFY2(removed != events.end(), "the test sees no removal");
    std::set<ino_t> synced;
    for (auto event = events.begin(); event != removed; ++event)
        if (!event->isRemoval)
            synced.insert(event->file);
    const auto isSynced = [&synced](const fs::path& path) {
        struct stat info = {};
        return ::stat(path.c_str(), &info) == 0 && synced.contains(info.st_ino);
    };
    QVERIFY(isSynced(m_root));
    for (const char* name :
         {"far/away/catalog.db", "far/away/catalog.db.0123456789ab.index",
          "far/away/catalog.db.trash", "far/away/catalog.db.backups/daily.db",
          "far/away/models/mine/config.json", "far/away/.lookalike-data", "far/away/models/mine",
          "far/away/models", "far/away/catalog.db.backups", "far/away", "far", "config/lookalike"})
        QVERIFY2(isSynced(m_root / name), name);
#else
    QSKIP("the system's calls are watched on Linux alone");
#endif
}

void TestDataFolder::anInterruptedMoveIsDoneAgain()
{
    makeData();
    const fs::path target = m_root / "new";
    // As a kill in the middle leaves it.
    writeText(target / ".lookalike-moving", "");
    writeText(target / "catalog.db", "half a catalog");
    writeText(target / "catalog.db.trash", "half");
    const auto place = checkDataPlace(target);
    VERIFY_RESULT(place);
    QVERIFY(*place == DataPlace::Unfinished);
    VERIFY_ERROR(useDataFolder(target), ErrorCode::Conflict);
    QCOMPARE(userFolder(UserFolder::Data), m_usual);
    VERIFY_RESULT(moveData(target, {}, {}));
    QCOMPARE(readAll(target / "catalog.db.trash"), std::string("what went to the trash"));
    VERIFY_RESULT(openUsual());
}

void TestDataFolder::aCancelledMoveChangesNothing()
{
    makeData();
    std::stop_source stop;
    VERIFY_ERROR(moveData(
                     m_root / "new", [&](std::uint64_t, std::uint64_t) { stop.request_stop(); },
                     stop.get_token()),
                 ErrorCode::Cancelled);
    QCOMPARE(userFolder(UserFolder::Data), m_usual);
    QCOMPARE(readAll(m_usual / "catalog.db.trash"), std::string("what went to the trash"));
    const auto library = openUsual();
    VERIFY_RESULT(library);
    QCOMPARE((*library)->status()->folders.size(), std::size_t{1});
}

void TestDataFolder::aMoveThatIsKilledLosesNothing()
{
#ifdef Q_OS_UNIX
    makeData();
    constexpr int kKills = 60;
    constexpr qint64 kMillion = 1'000'000;
    std::mt19937 random(7);
    QElapsedTimer clock;
    clock.start();
    VERIFY_RESULT(moveData(m_root / "new", {}, {}));
    const qint64 span = 1 + clock.nsecsElapsed() / 1000 * 5 / 4; // some are killed after the end
    int moved = 0;
    int stayed = 0;
    for (int i = 0; i < kKills; ++i) {
        const fs::path before = userFolder(UserFolder::Data);
        const fs::path target = before == m_usual ? m_root / "new" : m_usual;
        const qint64 microseconds = 1 + static_cast<qint64>(random()) % span;
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) { // killed at a random instant, by a signal that nobody handles
            const itimerval timer{
                {0, 0},
                {microseconds / kMillion, static_cast<suseconds_t>(microseconds % kMillion)}};
            std::signal(SIGALRM, SIG_DFL);
            ::setitimer(ITIMER_REAL, &timer, nullptr);
            static_cast<void>(moveData(target, {}, {}));
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        const fs::path now = userFolder(UserFolder::Data);
        QVERIFY(now == before || now == target);
        ++(now == before ? stayed : moved);
        {
            const auto library = openUsual();
            VERIFY_RESULT(library);
            QCOMPARE((*library)->status()->folders.size(), std::size_t{1});
        }
        QCOMPARE(readAll(now / "catalog.db.trash"), std::string("what went to the trash"));
        QCOMPARE(readAll(now / "models" / "mine" / "config.json"), std::string("{}"));
        if (now == before) { // and it can be done again
            VERIFY_RESULT(moveData(target, {}, {}));
            QCOMPARE(userFolder(UserFolder::Data), target);
        }
    }
    qInfo("%d kills before the switch, %d after it", stayed, moved);
#else
    QSKIP("kills are made with fork(2)");
#endif
}

void TestDataFolder::aCatalogIsNeverReplaced()
{
    makeData();
    writeText(m_root / "new" / "catalog.db", "somebody's");
    VERIFY_ERROR(moveData(m_root / "new", {}, {}), ErrorCode::Conflict);
    QCOMPARE(readAll(m_root / "new" / "catalog.db"), std::string("somebody's"));
    VERIFY_ERROR(moveData(m_usual / "below", {}, {}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(moveData(m_root / "data", {}, {}), ErrorCode::InvalidArgument);
}

void TestDataFolder::placesThatCannotBeUsedAreRefused()
{
    writeText(m_root / "file", "");
    VERIFY_ERROR(checkDataPlace(m_root / "file"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(checkDataPlace("relative"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(checkDataPlace("/proc/lookalike"), ErrorCode::PermissionDenied);
    const auto place = checkDataPlace(m_root / "not" / "there" / "yet");
    VERIFY_RESULT(place);
    QVERIFY(*place == DataPlace::Empty);
    QVERIFY(!fs::exists(m_root / "not"));
    QVERIFY(fs::is_empty(m_photos));
    VERIFY_RESULT(checkDataPlace(m_photos));
    QVERIFY(fs::is_empty(m_photos));
}

void TestDataFolder::anOpenCatalogIsNotMoved()
{
    makeData();
    const auto library = openUsual();
    VERIFY_RESULT(library);
    VERIFY_ERROR(moveData(m_root / "new", {}, {}), ErrorCode::Conflict);
    QVERIFY(!fs::exists(m_root / "new"));
}

void TestDataFolder::aDiskThatIsNotAttachedIsNotBegunAnew()
{
    makeData();
    const fs::path disk = m_root / "disk";
    VERIFY_RESULT(moveData(disk / "photos-data", {}, {}));
    fs::rename(disk, m_root / "unplugged");
    VERIFY_ERROR(openUsual(), ErrorCode::NotFound);
    fs::create_directories(disk / "photos-data"); // as an empty mount point
    VERIFY_ERROR(openUsual(), ErrorCode::NotFound);
    QVERIFY(fs::is_empty(disk / "photos-data"));
    fs::remove_all(disk);
    fs::rename(m_root / "unplugged", disk);
    VERIFY_RESULT(openUsual());
}

void TestDataFolder::anotherCatalogAndBack()
{
    makeData();
    VERIFY_RESULT(useDataFolder(m_root / "other"));
    {
        const auto library = openUsual();
        VERIFY_RESULT(library);
        QVERIFY((*library)->status()->folders.empty());
    }
    VERIFY_RESULT(useDataFolder({}));
    QCOMPARE(userFolder(UserFolder::Data), m_usual);
    const auto library = openUsual();
    VERIFY_RESULT(library);
    QCOMPARE((*library)->status()->folders.size(), std::size_t{1});
    QVERIFY(fs::exists(m_root / "other" / "catalog.db"));
}

QTEST_GUILESS_MAIN(TestDataFolder)
#include "tst_data_folder.moc"
