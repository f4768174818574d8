// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/schema.h"
#include "core/files/network_volume.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <set>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

fs::path beside(fs::path file, const char* suffix)
{
    file += suffix;
    return file;
}

std::set<std::string> namesIn(const fs::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

constexpr fs::perms kEveryoneMayRead =
    fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
constexpr fs::perms kEveryoneMayLook =
    kEveryoneMayRead | fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;

} // namespace

// If this fails, a catalog is lost, or a file of another program is.
class TestCatalogOpen : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m = std::make_unique<CatalogFixture>(); }
    void cleanup() { m.reset(); }

    void aNewCatalogIsMarkedAsOurs();
    void lookingDoesNotCreate();
    void whatWasWrittenIsThereAfterwards();
    void closingLeavesOneFile();
    void aSecondWriterIsRefused();
    void databasesOfOthersAreLeftAlone_data();
    void databasesOfOthersAreLeftAlone();
    void damagedCatalogsAreLeftAlone_data();
    void damagedCatalogsAreLeftAlone();
    void aDamagedPageIsFoundAndHarmsNothingElse();
    void aFolderIsNoCatalog();
    void withoutWritingItIsReadOnly();
    void aReadOnlyFileIsReadOnly();
    void ownFilesAreKnownByIdentity();
    void backupsAreWholeAndNeverReplaceAnything();
    void aBackupTakenWhileWritingIsOfOneMoment();
    void theLogStaysSmallBesideAReader();
    void networkFileSystemsAreRefused_data();
    void networkFileSystemsAreRefused();
    void aTemporaryFolderIsLocal();

private:
    void fill();
    std::unique_ptr<CatalogFixture> m;
};

void TestCatalogOpen::fill()
{
    VERIFY_RESULT(m->open());
    const FolderId root = m->addFolder(m->photos);
    for (int i = 0; i < 200; ++i)
        m->addFile(root, m->photos / (std::string(200, 'x') + std::to_string(i)),
                   FileState::Indexed, m->addContent(i));
}

void TestCatalogOpen::aNewCatalogIsMarkedAsOurs()
{
    VERIFY_RESULT(m->open());
    QVERIFY(!m->catalog->isReadOnly());
    QCOMPARE(m->catalog->file(), m->file);
    m->catalog.reset();
    SQLite::Database database(m->file.string());
    QCOMPARE(database.execAndGet("PRAGMA application_id").getInt(), kApplicationId);
    QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), migrations().back().version);
    QCOMPARE(database.execAndGet("PRAGMA journal_mode").getString(), std::string("wal"));
    QCOMPARE(database.execAndGet("PRAGMA page_size").getInt(), kPageSize);
#ifdef Q_OS_UNIX
    QCOMPARE(fs::status(m->file.parent_path()).permissions(), fs::perms::owner_all);
#endif
}

void TestCatalogOpen::lookingDoesNotCreate()
{
    VERIFY_ERROR(Catalog::open(m->file, {.mustExist = true}), ErrorCode::NotFound);
    QVERIFY(!fs::exists(m->file.parent_path()));
}

void TestCatalogOpen::whatWasWrittenIsThereAfterwards()
{
    fill();
    VERIFY_RESULT(m->open());
    QCOMPARE(m->reader()->counts()->front().indexed, std::uint64_t{200});
    VERIFY_RESULT(
        m->catalog->write([](CatalogWriter&) { return Result<>(); }, Durability::Decision));
    VERIFY_SOUND(*m->catalog);
}

void TestCatalogOpen::closingLeavesOneFile()
{
    fill();
    m->catalog.reset();
    QVERIFY(namesIn(m->file.parent_path()) ==
            std::set<std::string>({"catalog.db", "catalog.db.lock"}));
}

void TestCatalogOpen::aSecondWriterIsRefused()
{
    VERIFY_RESULT(m->open());
    const auto second = Catalog::open(m->file);
    VERIFY_ERROR(second, ErrorCode::Conflict);
    QVERIFY(second.error().message.english().find("Another Lookalike") != std::string::npos);
    m->addFolder(m->photos); // the first one goes on
    m->catalog.reset();
    VERIFY_RESULT(m->open());
    QCOMPARE(m->reader()->folders()->size(), std::size_t{1});
}

void TestCatalogOpen::databasesOfOthersAreLeftAlone_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addRow("with an application id")
        << QByteArray("PRAGMA application_id = 1234; CREATE TABLE files (x)");
    QTest::addRow("without one") << QByteArray("CREATE TABLE anything (x)");
    QTest::addRow("in WAL mode") << QByteArray("PRAGMA journal_mode = WAL; CREATE TABLE x (y)");
    QTest::addRow("a newer Lookalike's")
        << QByteArray("PRAGMA user_version = 9999; CREATE TABLE files (x)");
}

void TestCatalogOpen::databasesOfOthersAreLeftAlone()
{
    QFETCH(QByteArray, sql);
    fs::create_directories(m->file.parent_path());
    {
        SQLite::Database database(m->file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        if (sql.contains("user_version"))
            database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
        database.exec(sql.constData());
    }
    const std::string before = bytesOf(m->file);
    const auto opened = Catalog::open(m->file);
    VERIFY_ERROR(opened, ErrorCode::Conflict);
    QCOMPARE(opened.error().path, m->file);
    QVERIFY(bytesOf(m->file) == before);
    QVERIFY2(namesIn(m->file.parent_path()) == std::set<std::string>{"catalog.db"},
             "not even a lock was left beside it");
}

void TestCatalogOpen::damagedCatalogsAreLeftAlone_data()
{
    QTest::addColumn<QString>("damage");
    for (const char* damage :
         {"cut in half", "cut to ten bytes", "cut to one page", "first bytes overwritten",
          "schema page overwritten", "text instead", "a picture instead"})
        QTest::addRow("%s", damage) << damage;
}

void TestCatalogOpen::damagedCatalogsAreLeftAlone()
{
    QFETCH(QString, damage);
    fill();
    m->catalog.reset();
    std::string bytes = bytesOf(m->file);
    if (damage.contains("half"))
        bytes.resize(bytes.size() / 2);
    if (damage.contains("ten bytes"))
        bytes.resize(10);
    if (damage.contains("one page"))
        bytes.resize(kPageSize);
    if (damage.contains("first"))
        bytes.replace(0, 16, 16, 'x');
    if (damage.contains("schema"))
        bytes.replace(100, 4000, 4000, '\xFF');
    if (damage.contains("text"))
        bytes = std::string(5000, 'a');
    if (damage.contains("picture"))
        bytes = "\xFF\xD8\xFF\xE0" + std::string(5000, '\0');
    std::ofstream(m->file, std::ios::binary) << bytes;

    const auto opened = Catalog::open(m->file);
    VERIFY_ERROR(opened, ErrorCode::Broken);
    QCOMPARE(opened.error().path, m->file);
    QVERIFY(opened.error().message.english().find("read the photos again") != std::string::npos);
    QVERIFY(bytesOf(m->file) == bytes);

    // With a backup, the message says which.
    const fs::path backups = beside(m->file, ".backups");
    fs::create_directory(backups);
    std::ofstream(backups / "schema-1-20260101-000000.db") << "x";
    const auto again = Catalog::open(m->file);
    VERIFY_ERROR(again, ErrorCode::Broken);
    QVERIFY(again.error().message.english().find("schema-1-20260101-000000.db") !=
            std::string::npos);
}

void TestCatalogOpen::aDamagedPageIsFoundAndHarmsNothingElse()
{
    fill();
    m->catalog.reset();
    std::string bytes = bytesOf(m->file);
    // Cells of a page in the middle of the names.
    const std::size_t at = bytes.rfind("xxx") / kPageSize * kPageSize;
    bytes.replace(at, 64, 64, '\xFF');
    std::ofstream(m->file, std::ios::binary) << bytes;
    const auto opened = Catalog::open(m->file);
    if (!opened) {
        VERIFY_ERROR(opened, ErrorCode::Broken); // the page was one that opening looks at
        return;
    }
    const auto lines = (*opened)->integrity();
    VERIFY_RESULT(lines);
    QVERIFY(!lines->empty());
    const auto reader = (*opened)->reader();
    VERIFY_RESULT(reader);
    VERIFY_RESULT((*reader)->folders());
}

void TestCatalogOpen::aFolderIsNoCatalog()
{
    fs::create_directories(m->file);
    VERIFY_ERROR(Catalog::open(m->file), ErrorCode::InvalidArgument);
}

// As on a read-only disk: neither the catalog nor anything beside it can be written.
void TestCatalogOpen::withoutWritingItIsReadOnly()
{
#ifdef Q_OS_UNIX
    fill();
    m->catalog.reset();
    const fs::path folder = m->file.parent_path();
    fs::remove(beside(m->file, ".lock"));
    using fs::perms;
    for (const fs::path& path : {m->folder, folder})
        fs::permissions(path, kEveryoneMayLook);
    fs::permissions(m->file, kEveryoneMayRead);
    const bool root = ::geteuid() == 0;
    if (root && ::seteuid(65534) != 0)
        QSKIP("cannot give up the rights of root");
    {
        const auto opened = Catalog::open(m->file);
        const auto restore = qScopeGuard([&] {
            if (root && ::seteuid(0) != 0)
                qFatal("cannot take the rights back");
            fs::permissions(m->folder, perms::owner_all);
            fs::permissions(folder, perms::owner_all);
        });
        VERIFY_RESULT(opened);
        QVERIFY((*opened)->isReadOnly());
        const auto reader = (*opened)->reader();
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->counts()->front().indexed, std::uint64_t{200});
        VERIFY_ERROR((*opened)->write([](CatalogWriter&) { return Result<>(); }),
                     ErrorCode::PermissionDenied);
        VERIFY_SOUND(**opened);
    }
    QVERIFY(namesIn(folder) == std::set<std::string>{"catalog.db"});
#else
    QSKIP("needs Unix permissions");
#endif
}

void TestCatalogOpen::aReadOnlyFileIsReadOnly()
{
#ifdef Q_OS_UNIX
    fill();
    m->catalog.reset();
    using fs::perms;
    const fs::path folder = m->file.parent_path();
    fs::permissions(m->folder, kEveryoneMayLook);
    fs::permissions(folder, perms::all);
    fs::permissions(m->file, kEveryoneMayRead);
    fs::permissions(beside(m->file, ".lock"), perms::all);
    const bool root = ::geteuid() == 0;
    if (root && ::seteuid(65534) != 0)
        QSKIP("cannot give up the rights of root");
    const auto opened = Catalog::open(m->file);
    const bool readable = opened && (*opened)->isReadOnly() && (*(*opened)->reader())->counts();
    if (root && ::seteuid(0) != 0)
        QFAIL("cannot take the rights back");
    VERIFY_RESULT(opened);
    QVERIFY(readable);
#else
    QSKIP("needs Unix permissions");
#endif
}

void TestCatalogOpen::ownFilesAreKnownByIdentity()
{
    fill();
    const fs::path backups = beside(m->file, ".backups");
    fs::create_directory(backups);
    std::ofstream(backups / "schema-1-20260101-000000.db") << "x";
    const fs::path photo = m->photos / "a.jpg";
    std::ofstream(photo) << "x";
    const auto owned = [&](const fs::path& path) {
        return m->catalog->ownsFile(path, statFile(path)->identity);
    };
    for (const char* suffix : {"", "-wal", "-shm", ".lock"})
        QVERIFY2(owned(beside(m->file, suffix)), suffix);
    QVERIFY(owned(backups / "schema-1-20260101-000000.db"));
    QVERIFY(!owned(photo));
    // Another name for the same file is as dangerous to open.
    fs::create_hard_link(m->file, m->photos / "innocent.jpg");
    QVERIFY(owned(m->photos / "innocent.jpg"));
}

void TestCatalogOpen::backupsAreWholeAndNeverReplaceAnything()
{
    fill();
    const fs::path copy = m->folder / "copy.db";
    VERIFY_RESULT(m->catalog->backup(copy));
    VERIFY_ERROR(m->catalog->backup(copy), ErrorCode::Conflict);
    VERIFY_ERROR(m->catalog->backup(m->folder / "none" / "copy.db"), ErrorCode::IoError);
    QVERIFY(namesIn(m->folder) ==
            std::set<std::string>({"copy.db", "copy.db.sha256", "data", "photos"}));
    const auto restored = Catalog::open(copy);
    VERIFY_RESULT(restored);
    QCOMPARE((*(*restored)->reader())->counts()->front().indexed, std::uint64_t{200});
    VERIFY_SOUND(**restored);
}

void TestCatalogOpen::aBackupTakenWhileWritingIsOfOneMoment()
{
    fill();
    const fs::path copy = m->folder / "copy.db";
    // Inside the writer's transaction: what is not committed must not be in the copy.
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) -> Result<> {
        if (auto id = writer.putContent(CatalogFixture::contentOf(9999)); !id)
            return fail(id);
        return m->catalog->backup(copy);
    }));
    QVERIFY(*m->reader()->contentByHash(CatalogFixture::contentOf(9999).hash));
    const auto restored = Catalog::open(copy);
    VERIFY_RESULT(restored);
    QVERIFY(!*(*(*restored)->reader())->contentByHash(CatalogFixture::contentOf(9999).hash));
    VERIFY_SOUND(**restored);
}

// A reader that is always there must not make the write-ahead log grow for ever.
void TestCatalogOpen::theLogStaysSmallBesideAReader()
{
    fill();
    constexpr int kBigDim = 8192; // 16 kB a row
    const SpaceId space = m->make([&](CatalogWriter& writer) {
        return writer.putSpace({"big", "big", kBigDim}, true);
    });
    const EmbeddingRow row{ContentId(1), std::vector<std::uint16_t>(kBigDim, 0x3C00)};
    std::uintmax_t most = 0;
    for (int i = 0; i < 100; ++i) {
        const auto reader = m->reader();
        VERIFY_RESULT(reader->counts());
        VERIFY_RESULT(m->change([&](CatalogWriter& writer) -> Result<> {
            for (int n = 0; n < 40; ++n) {
                EmbeddingRow next = row;
                next.content = ContentId(1 + (i * 40 + n) % 200);
                next.vector[0] = static_cast<std::uint16_t>(1 + i);
                if (auto put = writer.putEmbedding(space, next); !put)
                    return put;
            }
            return {};
        }));
        VERIFY_RESULT(reader->counts());
        most = std::max(most, fs::file_size(beside(m->file, "-wal")));
    }
    QVERIFY2(most <= 64U << 20, std::to_string(most).c_str());
}

void TestCatalogOpen::networkFileSystemsAreRefused_data()
{
    QTest::addColumn<qulonglong>("magic");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("network");
    QTest::addRow("NFS") << qulonglong{0x6969} << QByteArray() << true;
    QTest::addRow("CIFS") << qulonglong{0xFF534D42} << QByteArray() << true;
    QTest::addRow("SMB 2") << qulonglong{0xFE534D42} << QByteArray() << true;
    QTest::addRow("9p") << qulonglong{0x01021997} << QByteArray() << true;
    QTest::addRow("sshfs") << qulonglong{0x65735546} << QByteArray("fuse.sshfs") << true;
    QTest::addRow("rclone") << qulonglong{0x65735546} << QByteArray("fuse.rclone") << true;
    QTest::addRow("ntfs-3g is local") << qulonglong{0x65735546} << QByteArray("fuseblk") << false;
    QTest::addRow("mergerfs is local")
        << qulonglong{0x65735546} << QByteArray("fuse.mergerfs") << false;
    QTest::addRow("ext4 is local") << qulonglong{0xEF53} << QByteArray("fuse.sshfs") << false;
    QTest::addRow("tmpfs is local") << qulonglong{0x01021994} << QByteArray() << false;
}

void TestCatalogOpen::networkFileSystemsAreRefused()
{
#ifndef Q_OS_WIN
    QFETCH(qulonglong, magic);
    QFETCH(QByteArray, type);
    QFETCH(bool, network);
    QCOMPARE(networkFileSystemByType(magic, type.toStdString()).has_value(), network);
#endif
}

void TestCatalogOpen::aTemporaryFolderIsLocal()
{
    QVERIFY(!networkFileSystem(m->folder));
}

QTEST_GUILESS_MAIN(TestCatalogOpen)
#include "tst_catalog_open.moc"
