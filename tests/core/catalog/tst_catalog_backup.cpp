// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/backup_checksum.h"
#include "core/catalog/backup_list.h"
#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_restore.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;
constexpr std::int64_t kNow = 1'800'000'000;

fs::path beside(fs::path file, const char* suffix)
{
    file += suffix;
    return file;
}

} // namespace

// If this fails, the user who needs a backup finds none, a useless one, or loses what there was.
class TestCatalogBackup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m.reset(); }

    void onceADayAndNoMore();
    void anEmptyCatalogPushesNoBackupOut();
    void theFirstDecisionOfADayIsBackedUp();
    void theNewestDifferentOnesAreKept();
    void aClockSetBackStopsNoBackups();
    void backupsTellWhatIsInThem();
    void aChangedBackupIsFound();
    void remainsOfAKilledBackupAreRemoved();
    void aStoppedBackupLeavesNothing();
    void backupsWhileWritingAreOfOneMomentAndHoldNobodyUp();
    void aDamagedCatalogIsNotBackedUp();

    void restoringBringsBackWhatWasThen();
    void theReplacedCatalogIsKeptWithItsJournals();
    void restoringWhereNothingIsLeft();
    void whatIsNoSoundBackupIsNotRestored_data();
    void whatIsNoSoundBackupIsNotRestored();
    void anOpenCatalogIsNotReplaced();
    void aRestoreInterruptedAnywhereIsCarriedThrough();

private:
    [[nodiscard]] std::uint64_t files() { return m->reader()->counts()->front().indexed; }
    void addFiles(int from, int to)
    {
        for (int i = from; i < to; ++i)
            m->addFile(m_root, m->photos / std::to_string(i), FileState::Indexed, m->addContent(i));
    }
    fs::path daily(std::int64_t now)
    {
        const auto made = m->catalog->backupIfDue(now, {});
        return made && *made ? **made : fs::path();
    }
    std::unique_ptr<CatalogFixture> m;
    FolderId m_root;
};

void TestCatalogBackup::init()
{
    m = std::make_unique<CatalogFixture>();
    VERIFY_RESULT(m->open());
    m_root = m->addFolder(m->photos);
    addFiles(0, 20);
}

void TestCatalogBackup::onceADayAndNoMore()
{
    const fs::path first = daily(kNow);
    QCOMPARE(first.filename(), fs::path("daily-20270115-080000.db"));
    VERIFY_RESULT(checkBackup(first));
    QVERIFY(daily(kNow + kDay - 1).empty());
    addFiles(20, 21);
    QVERIFY(!daily(kNow + kDay).empty());
    QCOMPARE(backupsOf(m->file).size(), std::size_t{2});
}

void TestCatalogBackup::anEmptyCatalogPushesNoBackupOut()
{
    QVERIFY(!daily(kNow).empty());
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }));
    QVERIFY(daily(kNow + 2 * kDay).empty());
    QCOMPARE(backupsOf(m->file).size(), std::size_t{1});
}

void TestCatalogBackup::theFirstDecisionOfADayIsBackedUp()
{
    const auto decide = [&](std::int64_t at) {
        VERIFY_RESULT(m->change([&](CatalogWriter& writer) -> Result<> {
            DecisionRow decision;
            decision.decidedAt = at;
            decision.contents.push_back({CatalogFixture::contentOf(1).hash, 1, "a"});
            const auto added = writer.addDecision(decision);
            return added ? Result<>() : fail(added);
        }));
    };
    QVERIFY(!daily(kNow).empty());
    QVERIFY(daily(kNow + 600).empty());
    decide(kNow + 700);
    QVERIFY(!daily(kNow + 1200).empty());
    decide(kNow + 1300);
    QVERIFY(daily(kNow + 1800).empty());
    // The next day begins with a backup, and its first decision brings another one.
    QVERIFY(!daily(kNow + 1200 + kDay).empty());
    QVERIFY(daily(kNow + 1300 + kDay).empty());
    decide(kNow + 1400 + kDay);
    QVERIFY(!daily(kNow + 1500 + kDay).empty());
}

void TestCatalogBackup::theNewestDifferentOnesAreKept()
{
    std::vector<fs::path> made;
    for (int day = 0; day < 12; ++day) {
        addFiles(20 + day, 21 + day);
        made.push_back(daily(kNow + day * kDay));
        QVERIFY(!made.back().empty());
    }
    const std::size_t kept = backupsOf(m->file).size();
    QVERIFY(kept >= 5 && kept < 12);
    for (std::size_t i = 0; i < made.size(); ++i) {
        QCOMPARE(fs::exists(made[i]), i + kept >= made.size());
        QCOMPARE(fs::exists(checksumFile(made[i])), fs::exists(made[i]));
    }
    // Days without a change renew the newest one.
    for (int day = 12; day < 30; ++day)
        QVERIFY(!daily(kNow + day * kDay).empty());
    QCOMPARE(backupsOf(m->file).size(), kept);
    QVERIFY(fs::exists(made[made.size() - 2]));
    // One before an upgrade is not counted among them.
    VERIFY_RESULT(m->catalog->backup(backupFolder(m->file) / "schema-1-20200101-000000.db"));
    addFiles(40, 41);
    QVERIFY(!daily(kNow + 40 * kDay).empty());
    QVERIFY(fs::exists(backupFolder(m->file) / "schema-1-20200101-000000.db"));
}

void TestCatalogBackup::aClockSetBackStopsNoBackups()
{
    std::vector<fs::path> made;
    for (int day = 0; day < 5; ++day) {
        addFiles(20 + day, 21 + day);
        made.push_back(daily(kNow + day * kDay));
    }
    addFiles(25, 26);
    QVERIFY(!daily(kNow + 400 * kDay).empty()); // for a moment the clock was wrong
    for (int hour = 1; hour < 30; ++hour) {
        addFiles(30 + hour, 31 + hour);
        const bool due = hour == 1 || hour == 25;
        QCOMPARE(!daily(kNow + 5 * kDay + hour * kDay / 24).empty(), due);
    }
    for (const fs::path& file : made) // no day made room for an hour
        QVERIFY(fs::exists(file));
    QCOMPARE(listBackups(m->file).size(), std::size_t{7}); // that of the wrong time did
}

void TestCatalogBackup::backupsTellWhatIsInThem()
{
    const SpaceId space = m->addSpace("space");
    VERIFY_RESULT(m->addEmbedding(space, ContentId(1)));
    m->addFile(m_root, m->photos / "gone", FileState::Missing);
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) -> Result<> {
        DecisionRow decision;
        decision.contents.push_back({CatalogFixture::contentOf(1).hash, 1, "a"});
        auto added = writer.addDecision(decision);
        return added ? Result<>() : fail(added);
    }));
    const fs::path made = daily(kNow);
    std::ofstream(backupFolder(m->file) / "daily-20200101-000000.db") << "no database";
    const auto list = listBackups(m->file);
    QCOMPARE(list.size(), std::size_t{2});
    QCOMPARE(list[0].file, made);
    QVERIFY(list[0].kind == BackupKind::Daily);
    QCOMPARE(list[0].madeAt, kNow);
    QCOMPARE(list[0].bytes, std::uint64_t{fs::file_size(made)});
    QCOMPARE(list[0].files, std::uint64_t{20});
    QCOMPARE(list[0].embeddings, std::uint64_t{1});
    QCOMPARE(list[0].decisions, std::uint64_t{1});
    QCOMPARE(list[0].checksum.size(), std::size_t{64});
    QVERIFY(!list[0].damage);
    QVERIFY(list[1].damage && list[1].damage->code == ErrorCode::Broken);
}

void TestCatalogBackup::aChangedBackupIsFound()
{
    const fs::path made = daily(kNow);
    std::string bytes = bytesOf(made);
    bytes[bytes.size() - 5] = static_cast<char>(bytes[bytes.size() - 5] ^ 1); // in free space
    std::ofstream(made, std::ios::binary) << bytes;
    VERIFY_ERROR(checkBackup(made), ErrorCode::Broken);
}

void TestCatalogBackup::remainsOfAKilledBackupAreRemoved()
{
    const fs::path folder = backupFolder(m->file);
    fs::create_directory(folder);
    for (const char* name :
         {"daily-20200101-000000.db.part", "daily-20200101-000000.db.sha256",
          "daily-20200101-000000.db.part-journal", "mine.txt", "backup-20200101-000000.db.part"})
        std::ofstream(folder / name) << "x";
    QVERIFY(!daily(kNow).empty());
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    QVERIFY(names ==
            std::set<std::string>({"daily-20270115-080000.db", "daily-20270115-080000.db.sha256",
                                   "mine.txt", "backup-20200101-000000.db.part"}));
}

void TestCatalogBackup::aStoppedBackupLeavesNothing()
{
    const SpaceId space = m->make([](CatalogWriter& writer) {
        return writer.putSpace({"big", "big", 8192}, true); // more pages than one step copies
    });
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) -> Result<> {
        for (int i = 0; i < 400; ++i) {
            const auto content = writer.putContent(CatalogFixture::contentOf(i));
            EmbeddingRow row{*content, std::vector<std::uint16_t>(8192, 0x3C00)};
            if (auto put = writer.putEmbedding(space, row); !put)
                return put;
        }
        return {};
    }));
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(m->catalog->backupIfDue(kNow, stop.get_token()), ErrorCode::Cancelled);
    QVERIFY(fs::is_empty(backupFolder(m->file)));
}

// Every transaction adds two files: a copy with an odd number would be torn.
void TestCatalogBackup::backupsWhileWritingAreOfOneMomentAndHoldNobodyUp()
{
    std::atomic<bool> enough{false};
    std::atomic<int> commits{0};
    std::jthread writing([&] {
        for (int i = 100; !enough; i += 2, ++commits)
            if (!m->change([&](CatalogWriter& writer) -> Result<> {
                    for (int n = i; n < i + 2; ++n) {
                        FileRow row;
                        row.folder = m_root;
                        row.path = m->photos / std::to_string(n);
                        if (auto put = writer.putFile(row); !put)
                            return fail(put);
                    }
                    return {};
                }))
                return;
    });
    int written = 0;
    for (int i = 0; i < 10; ++i) {
        const int before = commits;
        const fs::path copy = m->folder / ("copy" + std::to_string(i) + ".db");
        VERIFY_RESULT(m->catalog->backup(copy));
        written += commits - before;
        VERIFY_RESULT(checkBackup(copy));
        QCOMPARE(describeBackup(copy).files % 2, std::uint64_t{0});
        QVERIFY(describeBackup(copy).files >= 20 + 2 * static_cast<std::uint64_t>(before));
    }
    enough = true;
    writing.join();
    QVERIFY2(written >= 10, "writing went on while the backups were made");
}

void TestCatalogBackup::aDamagedCatalogIsNotBackedUp()
{
    addFiles(20, 400);
    m->catalog.reset();
    std::string bytes = bytesOf(m->file);
    // Of a table's page, the order of the rows: nothing that opening or counting looks at.
    const auto at = bytes.rfind("399", bytes.size() - 1);
    QVERIFY(at != std::string::npos);
    bytes.replace(at / 16384 * 16384 + 3, 2, "\xFF\xFF");
    std::ofstream(m->file, std::ios::binary) << bytes;
    const auto opened = Catalog::open(m->file);
    if (!opened) {
        VERIFY_ERROR(opened, ErrorCode::Broken);
        return;
    }
    VERIFY_ERROR((*opened)->backupIfDue(kNow, {}), ErrorCode::Broken);
    QVERIFY(fs::is_empty(backupFolder(m->file)));
}

void TestCatalogBackup::restoringBringsBackWhatWasThen()
{
    const fs::path made = daily(kNow);
    addFiles(20, 50);
    QCOMPARE(files(), std::uint64_t{50});
    m->catalog.reset();
    const auto former = restoreCatalog(m->file, made);
    VERIFY_RESULT(former);
    VERIFY_RESULT(m->open());
    QCOMPARE(files(), std::uint64_t{20});
    VERIFY_SOUND(*m->catalog);
    QVERIFY(fs::exists(made));
    QVERIFY(m->catalog->ownsFile(*former, statFile(*former)->identity));
    // And that can be taken back in the same way.
    m->catalog.reset();
    VERIFY_RESULT(restoreCatalog(m->file, *former));
    VERIFY_RESULT(m->open());
    QCOMPARE(files(), std::uint64_t{50});
}

void TestCatalogBackup::theReplacedCatalogIsKeptWithItsJournals()
{
    const fs::path made = daily(kNow);
    addFiles(20, 30);
    // As a crash leaves it: what was committed last is in the log alone.
    const fs::path crashed = m->folder / "crashed.db";
    for (const char* suffix : {"", "-wal"})
        fs::copy_file(beside(m->file, suffix), beside(crashed, suffix));
    const std::string database = bytesOf(crashed);
    const std::string log = bytesOf(beside(crashed, "-wal"));
    QVERIFY(!log.empty());
    const auto former = restoreCatalog(crashed, made);
    VERIFY_RESULT(former);
    QVERIFY(!fs::exists(beside(crashed, "-wal")));
    QVERIFY(bytesOf(*former) == database);
    QVERIFY(bytesOf(beside(*former, "-wal")) == log);
    QCOMPARE(describeBackup(*former).files, std::uint64_t{30});
    QCOMPARE(describeBackup(crashed).files, std::uint64_t{20});
}

void TestCatalogBackup::restoringWhereNothingIsLeft()
{
    const fs::path made = daily(kNow);
    const fs::path elsewhere = m->folder / "new" / "catalog.db";
    const auto former = restoreCatalog(elsewhere, made);
    VERIFY_RESULT(former);
    QVERIFY(former->empty());
    QCOMPARE(describeBackup(elsewhere).files, std::uint64_t{20});
    QVERIFY(fs::is_empty(beside(elsewhere, ".replaced")));
}

void TestCatalogBackup::whatIsNoSoundBackupIsNotRestored_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    for (const char* broken : {"cut in half", "a text", "changed since", "empty pages inside"})
        QTest::addRow("%s", broken) << broken << static_cast<int>(ErrorCode::Broken);
    QTest::addRow("another program's") << "foreign" << static_cast<int>(ErrorCode::Conflict);
    QTest::addRow("a newer Lookalike's") << "newer" << static_cast<int>(ErrorCode::Conflict);
    QTest::addRow("nothing") << "nothing" << static_cast<int>(ErrorCode::NotFound);
}

void TestCatalogBackup::whatIsNoSoundBackupIsNotRestored()
{
    QFETCH(QString, what);
    QFETCH(int, code);
    addFiles(20, 200);
    const fs::path backup = daily(kNow);
    m->catalog.reset();
    std::string bytes = bytesOf(backup);
    if (what.contains("half"))
        bytes.resize(bytes.size() / 2);
    if (what.contains("text"))
        bytes = std::string(5000, 'a');
    if (what.contains("changed"))
        bytes[bytes.size() - 1] = static_cast<char>(bytes[bytes.size() - 1] ^ 1);
    if (what.contains("pages")) {
        std::fill(bytes.begin() + 5 * 16384, bytes.begin() + 6 * 16384, '\0');
        fs::remove(checksumFile(backup));
    }
    std::ofstream(backup, std::ios::binary) << bytes;
    if (what == "nothing")
        fs::remove(backup);
    if (what == "foreign" || what == "newer") {
        SQLite::Database(backup.string(), SQLite::OPEN_READWRITE)
            .exec(what == "newer" ? "PRAGMA user_version = 99" : "PRAGMA application_id = 1");
        fs::remove(checksumFile(backup));
    }
    const std::string before = bytesOf(m->file);
    VERIFY_ERROR(restoreCatalog(m->file, backup), static_cast<ErrorCode>(code));
    QVERIFY(bytesOf(m->file) == before);
    QVERIFY(!fs::exists(replacedFolder(m->file)));
    VERIFY_RESULT(m->open());
    QCOMPARE(files(), std::uint64_t{200});
}

void TestCatalogBackup::anOpenCatalogIsNotReplaced()
{
    const fs::path made = daily(kNow);
    VERIFY_ERROR(restoreCatalog(m->file, made), ErrorCode::Conflict);
    QCOMPARE(files(), std::uint64_t{20});
    m->catalog.reset();
    VERIFY_ERROR(restoreCatalog(m->file, m->file), ErrorCode::InvalidArgument);
}

// The states that a crash between any two steps leaves, made one after the other.
void TestCatalogBackup::aRestoreInterruptedAnywhereIsCarriedThrough()
{
    const fs::path made = daily(kNow);
    addFiles(20, 30);
    const fs::path live = m->folder / "live.db"; // with a log that holds the last commits
    for (const char* suffix : {"", "-wal"})
        fs::copy_file(beside(m->file, suffix), beside(live, suffix));
    m->catalog.reset();
    for (int step = 0; step < 6; ++step) {
        const fs::path folder = m->folder / ("interrupted" + std::to_string(step));
        const fs::path file = folder / "catalog.db";
        fs::create_directories(folder);
        for (const char* suffix : {"", "-wal"})
            fs::copy_file(beside(live, suffix), beside(file, suffix));
        fs::copy_file(made, beside(file, ".restored"));
        const fs::path aside = replacedFolder(file) / "unfinished";
        if (step >= 1)
            fs::create_directories(aside);
        if (step >= 2)
            fs::rename(file, aside / "catalog.db");
        if (step >= 3)
            fs::rename(beside(file, "-wal"), aside / "catalog.db-wal");
        if (step >= 4)
            fs::rename(beside(file, ".restored"), file);
        if (step >= 5)
            fs::rename(aside, replacedFolder(file) / "20260101-000000");
        {
            const auto opened = Catalog::open(file, {.mustExist = true});
            VERIFY_RESULT(opened);
            VERIFY_SOUND(**opened);
            QCOMPARE((*(*opened)->reader())->counts()->front().indexed, std::uint64_t{20});
        }
        QVERIFY(!isRestoreUnfinished(file));
        std::vector<fs::path> kept;
        for (const auto& entry : fs::directory_iterator(replacedFolder(file)))
            kept.push_back(entry.path());
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(describeBackup(kept[0] / "catalog.db").files, std::uint64_t{30});
    }
}

QTEST_GUILESS_MAIN(TestCatalogBackup)
#include "tst_catalog_backup.moc"
