// SPDX-License-Identifier: GPL-3.0-or-later
// The commands with which a catalog is backed up and restored, as the user uses them on a bad day.
#include "tests/app/cli_outcome.h"
#include "tests/core/catalog/catalog_fixture.h"

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

class TestCliCatalog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m.reset(); }

    void aBackupIsMadeListedAndChecked();
    void aDamagedCatalogIsRestored();
    void aCatalogInUseIsBackedUpButNotReplaced();
    void aNamedFileAndANameOfTheList();
    void whatIsNoBackupIsRefused();
    void aCatalogIsSetAside();

private:
    Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        process.start(LOOKALIKE_CLI,
                      QStringList{"--catalog", QString::fromStdString(m->file.string())} +
                          arguments);
        return finish(process);
    }
    int indexed() const { return run({"status", "--json"}).json().at(0)["indexed"].get<int>(); }
    void addFiles(int from, int to)
    {
        VERIFY_RESULT(m->open());
        const auto folders = m->reader()->folders();
        const FolderId root = folders->empty() ? m->addFolder(m->photos) : folders->front().id;
        for (int i = from; i < to; ++i)
            m->addFile(root, m->photos / std::to_string(i), FileState::Indexed, m->addContent(i));
        m->catalog.reset();
    }
    std::unique_ptr<CatalogFixture> m;
};

void TestCliCatalog::init()
{
    m = std::make_unique<CatalogFixture>();
    addFiles(0, 20);
}

void TestCliCatalog::aBackupIsMadeListedAndChecked()
{
    QCOMPARE(run({"catalog", "backups"}).exit, int{Done});
    const Outcome made = run({"catalog", "backup", "--json"});
    QCOMPARE(made.exit, int{Done});
    QCOMPARE(made.json().size(), std::size_t{1});
    QVERIFY(fs::exists(made.json()[0]["file"].get<std::string>()));
    const Outcome listed = run({"catalog", "backups", "--verify", "--json"});
    QCOMPARE(listed.exit, int{Done});
    QCOMPARE(listed.json().size(), std::size_t{1});
    const auto line = listed.json()[0];
    QCOMPARE(line["files"].get<int>(), 20);
    QVERIFY(line["verified"].get<bool>());
    QCOMPARE(line["sha256"].get<std::string>().size(), std::size_t{64});
    QVERIFY(run({"catalog", "backups"}).output.contains("verified when created"));
    // A backup that rots is told.
    const fs::path file = line["file"].get<std::string>();
    std::string bytes = testing::bytesOf(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    std::ofstream(file, std::ios::binary) << bytes;
    const Outcome rotten = run({"catalog", "backups", "--verify", "--json"});
    QCOMPARE(rotten.exit, int{SomeFailed});
    QVERIFY(rotten.json()[0]["damaged"].get<bool>());
    QCOMPARE(run({"catalog", "check", QString::fromStdString(file.string())}).exit,
             int{CouldNotRun});
}

void TestCliCatalog::aDamagedCatalogIsRestored()
{
    QCOMPARE(run({"catalog", "backup"}).exit, int{Done});
    addFiles(20, 30);
    QCOMPARE(run({"catalog", "check"}).exit, int{Done});
    std::string bytes = testing::bytesOf(m->file);
    bytes.replace(100, 4000, 4000, '\xFF');
    std::ofstream(m->file, std::ios::binary) << bytes;
    const Outcome status = run({"status"});
    QCOMPARE(status.exit, int{CouldNotRun});
    QVERIFY2(status.errors.contains("Restore a backup"), status.errors.constData());
    QCOMPARE(run({"catalog", "check"}).exit, int{CouldNotRun});
    const Outcome restored = run({"catalog", "restore", "newest", "--json"});
    QVERIFY2(restored.exit == Done, restored.errors.constData());
    QVERIFY(testing::bytesOf(restored.json()[0]["former"].get<std::string>()) == bytes);
    QCOMPARE(indexed(), 20);
    QCOMPARE(run({"verify"}).exit, int{Done});
}

void TestCliCatalog::aCatalogInUseIsBackedUpButNotReplaced()
{
    VERIFY_RESULT(m->open());
    QCOMPARE(run({"catalog", "backup"}).exit, int{Done});
    const Outcome refused = run({"catalog", "restore", "newest"});
    QCOMPARE(refused.exit, int{CouldNotRun});
    QVERIFY2(refused.errors.contains("Another Lookalike"), refused.errors.constData());
    QCOMPARE(run({"catalog", "set-aside"}).exit, int{CouldNotRun});
    m->addFolder(m->folder / "more"); // goes on undisturbed
    VERIFY_SOUND(*m->catalog);
}

void TestCliCatalog::aNamedFileAndANameOfTheList()
{
    const QString file = QString::fromStdString((m->folder / "mine.db").string());
    QCOMPARE(run({"catalog", "backup", file}).exit, int{Done});
    QCOMPARE(run({"catalog", "backup", file}).exit, int{CouldNotRun}); // never replaced
    const Outcome own = run({"catalog", "backup", "--json"});
    const fs::path named = own.json()[0]["file"].get<std::string>();
    addFiles(20, 25);
    QCOMPARE(run({"catalog", "restore", QString::fromStdString(named.filename().string())}).exit,
             int{Done});
    QCOMPARE(indexed(), 20);
    addFiles(20, 25);
    QCOMPARE(run({"catalog", "restore", file}).exit, int{Done});
    QCOMPARE(indexed(), 20);
}

void TestCliCatalog::whatIsNoBackupIsRefused()
{
    const fs::path text = m->folder / "text.db";
    std::ofstream(text) << std::string(3000, 'x');
    QCOMPARE(run({"catalog", "restore", QString::fromStdString(text.string())}).exit,
             int{CouldNotRun});
    QCOMPARE(run({"catalog", "restore", "no such"}).exit, int{CouldNotRun});
    QCOMPARE(run({"catalog", "restore"}).exit, int{Usage});
    QCOMPARE(run({"catalog"}).exit, int{Usage});
    QCOMPARE(indexed(), 20);
}

void TestCliCatalog::aCatalogIsSetAside()
{
    const Outcome aside = run({"catalog", "set-aside", "--json"});
    QCOMPARE(aside.exit, int{Done});
    QVERIFY(!fs::exists(m->file));
    const QString former = QString::fromStdString(aside.json()[0]["former"].get<std::string>());
    QCOMPARE(run({"catalog", "restore", former}).exit, int{Done});
    QCOMPARE(indexed(), 20);
}

QTEST_GUILESS_MAIN(TestCliCatalog)
#include "tst_cli_catalog.moc"
