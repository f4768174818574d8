// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/schema.h"
#include "core/catalog/sqlite_catalog.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

// Steps that no release has yet, on top of the real ones.
std::vector<Migration> withStep(const char* sql)
{
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({steps.back().version + 1, sql});
    return steps;
}

constexpr const char* kGoodStep = "ALTER TABLE contents ADD COLUMN note TEXT;"
                                  "UPDATE contents SET note = 'n' || id;"
                                  "CREATE TABLE opinions (id INTEGER PRIMARY KEY)";

} // namespace

// If this fails, an update of the program costs the user the catalog.
class TestCatalogMigration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m.reset(); }
    void stepsAreNumberedOneByOne();
    void anOlderCatalogIsBackedUpAndMigrated();
    void contentsOfVersionThreeHaveNoFactsYet();
    void aSchemaThatCannotBeUnderstoodIsDamage();
    void aStepThatFailsLeavesTheOldCatalog_data();
    void aStepThatFailsLeavesTheOldCatalog();
    void withoutABackupNothingIsMigrated();
    void olderBackupsAreKept();
    void aNewCatalogNeedsNoBackup();
    void anOlderProgramRefusesTheMigratedCatalog();

private:
    [[nodiscard]] std::vector<fs::path> backups() const
    {
        std::vector<fs::path> found;
        fs::path folder = m->file;
        folder += ".backups";
        if (!fs::exists(folder))
            return found;
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".db")
                found.push_back(entry.path());
        return found;
    }
    [[nodiscard]] int version(const fs::path& file) const
    {
        SQLite::Database database(file.string());
        return schemaVersion(database);
    }
    std::unique_ptr<CatalogFixture> m;
    const int m_now = migrations().back().version;
};

void TestCatalogMigration::init()
{
    m = std::make_unique<CatalogFixture>();
    VERIFY_RESULT(m->open());
    const FolderId root = m->addFolder(m->photos);
    for (int i = 0; i < 20; ++i)
        m->addFile(root, m->photos / std::to_string(i), FileState::Indexed, m->addContent(i));
    m->catalog.reset();
}

void TestCatalogMigration::stepsAreNumberedOneByOne()
{
    int expected = 1;
    for (const Migration& step : migrations())
        QCOMPARE(step.version, expected++);
}

void TestCatalogMigration::anOlderCatalogIsBackedUpAndMigrated()
{
    const auto steps = withStep(kGoodStep);
    {
        const auto opened = openCatalog(m->file, {}, steps);
        VERIFY_RESULT(opened);
        QCOMPARE((*(*opened)->reader())->counts()->front().indexed, std::uint64_t{20});
        VERIFY_SOUND(**opened);
    }
    SQLite::Database database(m->file.string());
    QCOMPARE(schemaVersion(database), m_now + 1);
    QCOMPARE(database.execAndGet("SELECT note FROM contents WHERE id = 7").getString(),
             std::string("n7"));
    QCOMPARE(backups().size(), std::size_t{1});
    QCOMPARE(version(backups()[0]), m_now);
    const auto old = Catalog::open(backups()[0]);
    VERIFY_RESULT(old);
    QCOMPARE((*(*old)->reader())->counts()->front().indexed, std::uint64_t{20});
    // The second time there is nothing to do.
    VERIFY_RESULT(openCatalog(m->file, {}, steps));
    QVERIFY(backups().size() >= 1);
}

void TestCatalogMigration::contentsOfVersionThreeHaveNoFactsYet()
{
    constexpr std::size_t kVersion = 3;
    const std::string hash(16, 'h');
    fs::remove(m->file);
    {
        SQLite::Database database(m->file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, migrations().first(kVersion));
        SQLite::Statement insert(
            database, "INSERT INTO contents (hash, bytes, width, height, format, camera, lens,"
                      " orientation, perceptual_hash) VALUES (?, 9, 4, 3, 2, 'C', '', 1, 5)");
        insert.bindNoCopy(1, hash.data(), static_cast<int>(hash.size()));
        insert.exec();
    }
    VERIFY_RESULT(m->open());
    const auto content = m->reader()->content(ContentId(1));
    VERIFY_RESULT(content);
    QVERIFY(content->has_value());
    QCOMPARE((*content)->width, 4);
    QVERIFY(!(*content)->facts.has_value());
    QCOMPARE((*content)->metadata.carried, Carried());
    QVERIFY(*m->reader()->isOutdated(ContentId(1))); // its files are read once more
    VERIFY_SOUND(*m->catalog);
}

void TestCatalogMigration::aSchemaThatCannotBeUnderstoodIsDamage()
{
    {
        SQLite::Database database(m->file.string(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA writable_schema = ON;"
                      "UPDATE sqlite_schema SET sql = replace(sql, 'coalesce', 'coaleske')"
                      " WHERE name = 'contents'");
    }
    VERIFY_ERROR(Catalog::open(m->file), ErrorCode::Broken);
}

void TestCatalogMigration::aStepThatFailsLeavesTheOldCatalog_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addRow("wrong SQL at its end")
        << QByteArray("DELETE FROM files; CREATE TABLE x (y); NONSENSE");
    QTest::addRow("rows that point nowhere") << QByteArray("DELETE FROM contents WHERE id = 3");
}

void TestCatalogMigration::aStepThatFailsLeavesTheOldCatalog()
{
    QFETCH(QByteArray, sql);
    const auto opened = openCatalog(m->file, {}, withStep(sql.constData()));
    QVERIFY(!opened.has_value());
    QCOMPARE(version(m->file), m_now);
    QCOMPARE(backups().size(), std::size_t{1});
    VERIFY_RESULT(m->open());
    QCOMPARE(m->reader()->counts()->front().indexed, std::uint64_t{20});
    VERIFY_SOUND(*m->catalog);
}

void TestCatalogMigration::withoutABackupNothingIsMigrated()
{
    fs::path folder = m->file;
    folder += ".backups";
    std::ofstream(folder) << "a file is in the way";
    const auto opened = openCatalog(m->file, {}, withStep(kGoodStep));
    QVERIFY(!opened.has_value());
    QCOMPARE(version(m->file), m_now);
}

void TestCatalogMigration::olderBackupsAreKept()
{
    std::vector<Migration> steps = withStep(kGoodStep);
    VERIFY_RESULT(openCatalog(m->file, {}, steps));
    steps.push_back({m_now + 2, "CREATE TABLE journal (id INTEGER PRIMARY KEY)"});
    VERIFY_RESULT(openCatalog(m->file, {}, steps));
    QCOMPARE(version(m->file), m_now + 2);
    std::vector<int> versions;
    for (const fs::path& backup : backups())
        versions.push_back(version(backup));
    std::sort(versions.begin(), versions.end());
    QVERIFY(versions == std::vector<int>({m_now, m_now + 1}));
}

void TestCatalogMigration::aNewCatalogNeedsNoBackup()
{
    const fs::path file = m->folder / "new.db";
    VERIFY_RESULT(openCatalog(file, {}, withStep(kGoodStep)));
    QCOMPARE(version(file), m_now + 1);
    QVERIFY(!fs::exists(m->folder / "new.db.backups"));
}

void TestCatalogMigration::anOlderProgramRefusesTheMigratedCatalog()
{
    VERIFY_RESULT(openCatalog(m->file, {}, withStep(kGoodStep)));
    const std::string before = bytesOf(m->file);
    const auto opened = Catalog::open(m->file);
    VERIFY_ERROR(opened, ErrorCode::Conflict);
    QVERIFY(opened.error().message.english().find("newer Lookalike") != std::string::npos);
    QVERIFY(bytesOf(m->file) == before);
}

QTEST_GUILESS_MAIN(TestCatalogMigration)
#include "tst_catalog_migration.moc"
