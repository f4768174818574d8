// SPDX-License-Identifier: GPL-3.0-or-later
// The restore drill: a library is used, backed up, damaged or lost, and brought back.
#include "core/catalog/catalog_restore.h"
#include "tests/faults/library_tree.h"

#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// If this fails, the user has backups that cannot be restored.
class TestRestoredLibrary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useDisposableTrash(); }
    void init();
    void cleanup() { m.reset(); }

    void indexingBacksUpOnceADay();
    void aBackupThatFailsIsToldAndStopsNothing();
    void aDamagedCatalogIsRestoredAndCatchesUp();
    void theIndexNoticesThatTheCatalogIsAnother();
    void whatWasTrashedSinceCanStillBePutBack();
    void whatWasPutBackSinceIsFoundAgain();
    void aRestoreWaitsForTheNextStart();
    void beginningAnewKeepsTheDamagedOne();

private:
    void damage() const
    {
        std::fstream file(m->catalog, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(100);
        file << std::string(4000, '\xFF');
    }
    fs::path backUp() { return *makeBackup(m->catalog, {}); }
    FileId fileId(const std::string& name)
    {
        SearchRequest request;
        request.terms = {{m->photos / name, 1, {}}};
        request.topK = 1;
        return m->library->search(request, {})->hits.front().file;
    }
    std::unique_ptr<LibraryTree> m;
};

void TestRestoredLibrary::init()
{
    m = std::make_unique<LibraryTree>();
    for (int i = 0; i < 5; ++i)
        m->paint("old" + std::to_string(i) + ".bmp", 40 * i, 200 - 30 * i, 90);
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->library->addFolder(m->photos));
    VERIFY_RESULT(m->index());
}

void TestRestoredLibrary::indexingBacksUpOnceADay()
{
    auto backups = findBackups(m->catalog);
    VERIFY_RESULT(backups);
    QCOMPARE(backups->size(), std::size_t{1}); // by the run of init(), of what was there before it
    QVERIFY(backups->front().kind == BackupKind::Daily && !backups->front().damage);
    VERIFY_RESULT(checkBackup(backups->front().file));
    VERIFY_RESULT(m->index());
    QCOMPARE(findBackups(m->catalog)->size(), std::size_t{1});
}

void TestRestoredLibrary::aBackupThatFailsIsToldAndStopsNothing()
{
    m->paint("new.bmp", 1, 2, 3);
    fs::path backups = m->catalog;
    backups += ".backups";
    fs::remove_all(backups);
    std::ofstream(backups) << "a file is in the way";
    const auto summary = m->index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{1});
    QCOMPARE(summary->problems.size(), std::size_t{1});
    QVERIFY(summary->problems[0].message.english().find("backup") != std::string::npos);
}

void TestRestoredLibrary::aDamagedCatalogIsRestoredAndCatchesUp()
{
    VERIFY_RESULT(m->library->duplicates().setProtected(m->photos, true));
    const fs::path backup = backUp();
    for (int i = 0; i < 3; ++i)
        m->paint("new" + std::to_string(i) + ".bmp", 250, 60 * i, 10);
    VERIFY_RESULT(m->index());
    m->library.reset();
    damage();
    const auto opened = m->open();
    VERIFY_ERROR(opened, ErrorCode::Broken);
    QVERIFY(opened.error().message.english().find(".backups/") != std::string::npos);

    const auto former = restoreBackup(m->catalog, backup);
    VERIFY_RESULT(former);
    QVERIFY(fs::exists(*former));
    VERIFY_RESULT(m->open());
    QCOMPARE(m->counts().indexed, std::uint64_t{5});
    QCOMPARE(m->library->duplicates().protectedFolders()->size(), std::size_t{1});
    const std::size_t encoded = m->encoder->encoded;
    VERIFY_RESULT(m->index());
    QCOMPARE(m->encoder->encoded - encoded, std::size_t{3}); // only what the backup did not have
    QCOMPARE(m->counts().indexed, std::uint64_t{8});
    QCOMPARE(m->found(m->photos / "new1.bmp").size(), std::size_t{8});
    const auto lines = m->library->verify();
    VERIFY_RESULT(lines);
    QVERIFY(lines->empty());
}

// The index beside the catalog is newer than the backup, then of another history of equal length.
void TestRestoredLibrary::theIndexNoticesThatTheCatalogIsAnother()
{
    const fs::path backup = backUp();
    m->paint("first.bmp", 255, 0, 0);
    VERIFY_RESULT(m->index());
    m->library.reset();
    VERIFY_RESULT(restoreBackup(m->catalog, backup));
    fs::remove(m->photos / "first.bmp");
    VERIFY_RESULT(m->open());
    QCOMPARE(m->found(m->photos / "old1.bmp").size(), std::size_t{5});
    m->paint("second.bmp", 0, 0, 255);
    VERIFY_RESULT(m->index());
    QVERIFY(m->found(m->photos / "second.bmp").contains("second.bmp"));
    QVERIFY(!m->found(m->photos / "second.bmp").contains("first.bmp"));
    const auto lines = m->library->verify();
    VERIFY_RESULT(lines);
    QVERIFY2(lines->empty(), lines->empty() ? "" : lines->front().c_str());
}

void TestRestoredLibrary::whatWasTrashedSinceCanStillBePutBack()
{
    fs::copy_file(m->photos / "old0.bmp", m->photos / "copy.bmp");
    VERIFY_RESULT(m->index());
    const fs::path backup = backUp();
    const auto details = m->library->details(fileId("old0.bmp"));
    VERIFY_RESULT(details);
    QCOMPARE(details->copies.size(), std::size_t{2});
    auto groups = m->library->duplicates().scan({}, {}, {}, {});
    VERIFY_RESULT(groups);
    const auto found = m->library->duplicates().groups({});
    VERIFY_RESULT(found);
    QCOMPARE(found->size(), std::size_t{1});
    TrashSelection selection;
    for (const DuplicateMember& member : found->front().members)
        (member.isKeeper ? selection.survivors : selection.victims).push_back(member.file.id);
    const fs::path victim = m->library->details(selection.victims[0])->file.path;
    const auto moved =
        m->library->duplicates().moveToTrash({&selection, 1}, TrashAction::Trash, {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->moved, std::uint64_t{1});
    QVERIFY(!fs::exists(victim));

    m->library.reset();
    VERIFY_RESULT(restoreBackup(m->catalog, backup));
    VERIFY_RESULT(m->open());
    // The catalog believes in the victim again. It cannot be trashed twice, and a scan finds out.
    const auto again =
        m->library->duplicates().moveToTrash({&selection, 1}, TrashAction::Trash, {}, {});
    VERIFY_RESULT(again);
    QCOMPARE(again->moved, std::uint64_t{0});
    VERIFY_RESULT(m->index());
    QCOMPARE(m->counts().missing, std::uint64_t{1});
    QCOMPARE(m->counts().indexed, std::uint64_t{5});
    // The journal of the trash outlived the catalog.
    const auto back = m->library->duplicates().undo();
    VERIFY_RESULT(back);
    QCOMPARE(back->moved, std::uint64_t{1});
    QVERIFY(fs::exists(victim));
    QCOMPARE(m->counts().indexed, std::uint64_t{6});
}

void TestRestoredLibrary::whatWasPutBackSinceIsFoundAgain()
{
    fs::rename(m->photos / "old0.bmp", m->folder / "away.bmp");
    VERIFY_RESULT(m->index());
    QCOMPARE(m->counts().missing, std::uint64_t{1});
    const fs::path backup = backUp();
    fs::rename(m->folder / "away.bmp", m->photos / "old0.bmp");
    m->library.reset();
    VERIFY_RESULT(restoreBackup(m->catalog, backup));
    VERIFY_RESULT(m->open());
    const std::size_t encoded = m->encoder->encoded;
    VERIFY_RESULT(m->index());
    QCOMPARE(m->counts().indexed, std::uint64_t{5});
    QCOMPARE(m->encoder->encoded.load(), encoded);
}

void TestRestoredLibrary::aRestoreWaitsForTheNextStart()
{
    const fs::path backup = backUp();
    m->paint("new.bmp", 255, 0, 0);
    VERIFY_RESULT(m->index());
    VERIFY_ERROR(restoreBackup(m->catalog, backup), ErrorCode::Conflict);
    VERIFY_RESULT(restoreAtNextStart(m->catalog, backup));
    QCOMPARE(m->counts().indexed, std::uint64_t{6}); // goes on as it was
    VERIFY_RESULT(m->index());
    VERIFY_RESULT(m->open());
    QCOMPARE(m->counts().indexed, std::uint64_t{5});
    VERIFY_RESULT(m->open());
    QCOMPARE(m->counts().indexed, std::uint64_t{5}); // once
}

void TestRestoredLibrary::beginningAnewKeepsTheDamagedOne()
{
    m->library.reset();
    damage();
    VERIFY_ERROR(m->open(), ErrorCode::Broken);
    const FileBytes bytes = readFile(m->catalog);
    const auto former = archiveCatalog(m->catalog);
    VERIFY_RESULT(former);
    QVERIFY(readFile(*former) == bytes);
    VERIFY_RESULT(m->open());
    QVERIFY(m->library->status()->folders.empty());
}

QTEST_GUILESS_MAIN(TestRestoredLibrary)
#include "tst_restored_library.moc"
