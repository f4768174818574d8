// SPDX-License-Identifier: GPL-3.0-or-later
// Catalogs with bytes flipped, pages lost, logs swapped, by seed: a thousand, or ten thousand with
// LOOKALIKE_ALL_DAMAGE=1. None may crash or hang the program, none may be made worse by being
// looked at, and none may lead the trash out of its folders.
#include "core/catalog/schema.h"
#include "tests/faults/library_tree.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QElapsedTimer>
#include <algorithm>
#include <fstream>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPhotos = 30;
constexpr qint64 kDeadlineMs = 10'000;

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound)
{
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

void write(const fs::path& file, const FileBytes& bytes)
{
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

void mutate(FileBytes& bytes, Random& random)
{
    constexpr std::size_t kPage = kPageSize;
    const std::size_t pages = bytes.size() / kPage;
    switch (below(random, 8)) {
    case 0:
        bytes.resize(below(random, bytes.size()));
        break;
    case 1:
        if (pages > 1)
            std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(kPage * below(random, pages)),
                        kPage, std::uint8_t{0});
        break;
    case 2:
        if (pages > 1) {
            const auto a = static_cast<std::ptrdiff_t>(kPage * below(random, pages));
            const auto b = static_cast<std::ptrdiff_t>(kPage * below(random, pages));
            std::swap_ranges(bytes.begin() + a, bytes.begin() + a + kPage, bytes.begin() + b);
        }
        break;
    case 3: // where pages keep their order
        for (std::size_t n = 1 + below(random, 8); n > 0; --n)
            bytes[std::min(bytes.size() - 1,
                           kPage * below(random, std::max<std::size_t>(pages, 1)) +
                               below(random, 64))] = static_cast<std::uint8_t>(below(random, 256));
        break;
    default:
        for (std::size_t n = 1 + below(random, 32); n > 0; --n)
            bytes[below(random, bytes.size())] ^= static_cast<std::uint8_t>(1U << below(random, 8));
    }
}

} // namespace

class TestDamagedCatalog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noDamageCrashesOrSpreads();
    void aPathThatLeadsOutIsDamage_data();
    void aPathThatLeadsOutIsDamage();
    void aFolderThatBecameALinkIsNotFollowed();

private:
    void lookAtEverything(Catalog& catalog);
    void useLibrary();
    static FileBytes bytesOf(const fs::path& file)
    {
        return fs::exists(file) ? readFile(file) : FileBytes();
    }
    std::unique_ptr<LibraryTree> m;
    FileBytes m_closed, m_live, m_log; ///< the catalog closed, and as a crash leaves it
    fs::path m_backup;
    fs::path m_outside; ///< a copy of a photo that is none of the library's business
    int m_readable = 0;
};

void TestDamagedCatalog::initTestCase()
{
    useDisposableTrash(fastPlace());
    m = std::make_unique<LibraryTree>(fastPlace());
    for (std::size_t i = 0; i < kPhotos; ++i)
        m->paint("p" + std::to_string(i) + ".bmp", static_cast<int>(8 * i), 50, 90);
    for (int i = 0; i < 5; ++i)
        fs::copy_file(m->photos / ("p" + std::to_string(i) + ".bmp"),
                      m->photos / ("copy" + std::to_string(i) + ".bmp"));
    m_outside = m->folder / "outside" / "p0.bmp";
    fs::create_directories(m_outside.parent_path());
    fs::copy_file(m->photos / "p0.bmp", m_outside);
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->library->addFolder(m->photos));
    VERIFY_RESULT(m->index());
    VERIFY_RESULT(m->library->duplicates().scan({}, {}, {}, {}));
    const auto made = makeBackup(m->catalog, m->folder / "backup.db");
    VERIFY_RESULT(made);
    m_backup = *made;
    const auto groups = m->library->duplicates().groups({});
    VERIFY_RESULT(groups);
    VERIFY_RESULT(m->library->duplicates().decide(DecisionKind::KeepBoth, groups->front()));
    m_live = bytesOf(m->catalog);
    m_log = bytesOf(m->catalog.string() + "-wal");
    m->library.reset();
    m_closed = bytesOf(m->catalog);
    QVERIFY(m_log.size() > 1000);
}

void TestDamagedCatalog::lookAtEverything(Catalog& catalog)
{
    const auto lines = catalog.integrity();
    const auto reader = catalog.reader();
    if (!reader)
        return;
    const auto folders = (*reader)->folders();
    for (const FolderRow& folder : folders ? *folders : std::vector<FolderRow>()) {
        const auto files = (*reader)->filesOf(folder.id);
        if (!files)
            continue;
        for (const auto& [path, row] : *files) {
            QVERIFY2(path.is_absolute() && path.lexically_normal() == path, path.string().c_str());
            QCOMPARE(row.folder, folder.id);
        }
    }
    static_cast<void>((*reader)->counts());
    static_cast<void>((*reader)->decisions());
    static_cast<void>((*reader)->protectedFolders());
    static_cast<void>((*reader)->failures(100));
    ContentFilter filter;
    filter.originalsOnly = true;
    static_cast<void>((*reader)->contents(filter));
    const auto spaces = (*reader)->spaces();
    for (const SpaceRow& space : spaces ? *spaces : std::vector<SpaceRow>())
        static_cast<void>((*reader)->forEachEmbedding(
            space.id, ContentId(),
            [&](ContentId, std::span<const std::uint16_t>) { return true; }));
    static_cast<void>(
        catalog.write([](CatalogWriter& writer) { return writer.putSetting("language", "any"); }));
}

void TestDamagedCatalog::useLibrary()
{
    if (!m->open())
        return;
    static_cast<void>(m->index());
    static_cast<void>(m->found(m->photos / "p3.bmp"));
    const auto groups = m->library->duplicates().groups({});
    std::vector<TrashSelection> everything;
    for (const DuplicateGroup& group : groups ? *groups : std::vector<DuplicateGroup>()) {
        TrashSelection selection;
        for (const DuplicateMember& member : group.members)
            (member.isKeeper ? selection.survivors : selection.victims).push_back(member.file.id);
        everything.push_back(std::move(selection));
    }
    static_cast<void>(m->library->duplicates().moveToTrash(everything, TrashAction::Trash, {}, {}));
    static_cast<void>(m->library->duplicates().undo());
    static_cast<void>(m->library->verify());
    m->library.reset();
}

void TestDamagedCatalog::noDamageCrashesOrSpreads()
{
    const unsigned trials = qEnvironmentVariableIsSet("LOOKALIKE_ALL_DAMAGE") ? 10'000 : 1000;
    int refused = 0;
    qint64 slowest = 0;
    const std::string log = m->catalog.string() + "-wal";
    for (unsigned seed = 0; seed < trials; ++seed) {
        Random random(seed);
        const bool crashed = below(random, 3) == 0;
        FileBytes database = crashed ? m_live : m_closed;
        FileBytes wal = crashed ? m_log : FileBytes();
        if (crashed && below(random, 4) == 0)
            wal.clear(); // lost
        else if (crashed && below(random, 2) == 0)
            mutate(wal, random);
        else
            mutate(database, random);
        for (const char* suffix : {"-wal", "-shm", ".lock"})
            fs::remove(m->catalog.string() + suffix);
        write(m->catalog, database);
        if (!wal.empty())
            write(log, wal);
        QElapsedTimer timer;
        timer.start();
        {
            const auto opened = Catalog::open(m->catalog);
            if (opened) {
                ++m_readable;
                lookAtEverything(**opened);
            } else {
                ++refused;
                QVERIFY2(opened.error().code == ErrorCode::Broken ||
                             opened.error().code == ErrorCode::Conflict,
                         (std::to_string(seed) + ": " + opened.error().text()).c_str());
                QVERIFY2(bytesOf(m->catalog) == database, "what is refused is left as it is");
            }
        }
        if (seed % 25 == 0)
            useLibrary();
        if (seed % 50 == 0) {
            const FileBytes before = bytesOf(m->catalog);
            const auto former = restoreBackup(m->catalog, m_backup);
            VERIFY_RESULT(former);
            QVERIFY2(bytesOf(*former) == before, "the damaged one is kept as it was");
            VERIFY_RESULT(checkBackup(m->catalog));
            fs::remove_all(m->catalog.string() + ".replaced");
        }
        slowest = std::max(slowest, timer.elapsed());
        QVERIFY2(timer.elapsed() < kDeadlineMs, std::to_string(seed).c_str());
        QVERIFY(fs::exists(m_outside));
        if (QTest::currentTestFailed()) {
            qWarning("seed %u", seed);
            return;
        }
    }
    qInfo("%u damaged catalogs: %d refused, %d opened; slowest %lld ms", trials, refused,
          m_readable, static_cast<long long>(slowest));
    QVERIFY(refused > 0 && m_readable > 0);
    for (std::size_t i = 0; i < kPhotos; ++i) // each content is still there, or in the trash
        QVERIFY(fs::exists(m->photos / ("p" + std::to_string(i) + ".bmp")) ||
                fs::exists(m->photos / ("copy" + std::to_string(i) + ".bmp")));
    // The way back: a backup, and what is missing in it is embedded again.
    VERIFY_RESULT(restoreBackup(m->catalog, m_backup));
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->index());
    QCOMPARE(m->counts().pending, std::uint64_t{0});
    const auto lines = m->library->verify();
    VERIFY_RESULT(lines);
    QVERIFY2(lines->empty(), lines->empty() ? "" : lines->front().c_str());
    m->library.reset();
}

void TestDamagedCatalog::aPathThatLeadsOutIsDamage_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto set = [](const char* path) {
        return QByteArray("UPDATE files SET path = CAST('") + path +
               "' AS BLOB) WHERE path = CAST('copy0.bmp' AS BLOB)";
    };
    QTest::addRow("up and away") << set("../outside/p0.bmp");
    QTest::addRow("absolute") << set("/etc/passwd");
    QTest::addRow("through a folder and up") << set("sub/../../outside/p0.bmp");
    QTest::addRow("the folder itself") << set(".");
    QTest::addRow("nothing") << set("");
    QTest::addRow("a zero byte") << QByteArray(
        "UPDATE files SET path = x'612E6A70670062' WHERE id = 1");
    QTest::addRow("a root that is relative")
        << QByteArray("UPDATE folders SET path = CAST('photos' AS BLOB)");
    QTest::addRow("a root with a way up")
        << QByteArray("UPDATE folders SET path = CAST(path || '/../outside' AS BLOB)");
    QTest::addRow("a state that is none")
        << QByteArray("PRAGMA ignore_check_constraints = ON; UPDATE files SET state = 77");
}

// Written by somebody who knows what the file at the other end is.
void TestDamagedCatalog::aPathThatLeadsOutIsDamage()
{
    QFETCH(QByteArray, sql);
    m->library.reset();
    VERIFY_RESULT(restoreBackup(m->catalog, m_backup));
    TrashSelection selection;
    {
        SQLite::Database database(m->catalog.string(), SQLite::OPEN_READWRITE);
        const auto id = [&](const char* name) {
            SQLite::Statement row(database, "SELECT id FROM files WHERE path = CAST(? AS BLOB)");
            row.bind(1, name);
            row.executeStep();
            return FileId(row.getColumn(0).getInt64());
        };
        selection.survivors = {id("p0.bmp")};
        selection.victims = {id("copy0.bmp")};
        const auto stamp = statFile(m_outside);
        SQLite::Statement forge(database, "UPDATE files SET inode = ?, device = ?, modified_ns = ?,"
                                          " changed_ns = ? WHERE id = ?");
        forge.bind(1, static_cast<std::int64_t>(stamp->identity.file));
        forge.bind(2, static_cast<std::int64_t>(stamp->identity.device));
        forge.bind(3, stamp->modifiedNs);
        forge.bind(4, stamp->changedNs);
        forge.bind(5, selection.victims[0].value());
        forge.exec();
        database.exec(sql.constData());
    }
    VERIFY_RESULT(m->open());
    const auto moved =
        m->library->duplicates().moveToTrash({&selection, 1}, TrashAction::Trash, {}, {});
    QVERIFY(!moved || moved->moved == 0);
    if (!moved)
        QCOMPARE(moved.error().code, ErrorCode::Broken);
    QVERIFY(fs::exists(m_outside));
    QVERIFY(fs::exists(m->photos / "copy0.bmp"));
    QVERIFY(!m->index() || !sql.contains("UPDATE folders"));
}

void TestDamagedCatalog::aFolderThatBecameALinkIsNotFollowed()
{
#ifdef Q_OS_UNIX
    m->library.reset();
    VERIFY_RESULT(restoreBackup(m->catalog, m_backup));
    fs::create_directories(m->photos / "sub");
    fs::copy_file(m->photos / "p0.bmp", m->photos / "sub" / "p0.bmp");
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->index());
    VERIFY_RESULT(m->library->duplicates().scan({}, {}, {}, {}));
    // The very file, moved out, and a link in its folder's place: same inode, same bytes.
    fs::rename(m->photos / "sub", m->folder / "moved");
    fs::create_directory_symlink(m->folder / "moved", m->photos / "sub");
    TrashSelection selection;
    const auto groups = m->library->duplicates().groups({});
    VERIFY_RESULT(groups);
    for (const DuplicateGroup& group : *groups)
        for (const DuplicateMember& member : group.members) {
            if (member.file.path == m->photos / "sub" / "p0.bmp")
                selection.victims.push_back(member.file.id);
            if (member.file.path == m->photos / "p0.bmp")
                selection.survivors.push_back(member.file.id);
        }
    QCOMPARE(selection.victims.size(), std::size_t{1});
    const auto moved =
        m->library->duplicates().moveToTrash({&selection, 1}, TrashAction::Trash, {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->moved, std::uint64_t{0});
    QVERIFY(fs::exists(m->folder / "moved" / "p0.bmp"));
#else
    QSKIP("needs links to folders");
#endif
}

QTEST_GUILESS_MAIN(TestDamagedCatalog)
#include "tst_damaged_catalog.moc"
