// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/trash/hooked_system.h"
#include "tests/core/files/trash/trash_tree.h"

#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// If this fails, photos are lost, moved without a copy that stays, or do not come back.
class TestTrash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aVictimGoesAndComesBackAsItWas();
    void theLastCopyStays();
    void aLinkTakesThePlaceAndGoesAgain();
    void aLinkThatIsTheLastNameOfItsContentStays();
    void aNewerFileAtTheOldPlaceStays_data();
    void aNewerFileAtTheOldPlaceStays();
    void thousandsComeBackStepByStep();
    void whatIsNoLongerInTheTrashIsSaid_data();
    void whatIsNoLongerInTheTrashIsSaid();
    void undoPassesOverATrashThatWasEmptied_data();
    void undoPassesOverATrashThatWasEmptied();
    void undoPassesOverWhatCannotComeBack();
    void aTrashThatIsAwayIsNotTakenForEmptied();
    void whoeverRestoredItByHandIsRight();
    void timeAndModeComeBackWhateverTheTrashDid();
    void aStopEndsBetweenTwoFiles();
    void aLinkToAnotherContentIsRefused();
    void aSurvivorInTheTrashIsNone();
    void companionsGoAfterTheirPhotosAndComeBack();
    void companionsStayWhereTheirPhotoStays();
    void aCompanionThatChangedStays();
    void progressCountsEveryFile();

private:
    std::unique_ptr<TrashTree> m_tree;
    std::unique_ptr<Trash> m_trash;
    void reopen();
    static void addWaysToEmpty();
};

void TestTrash::init()
{
    m_trash.reset();
    m_tree = std::make_unique<TrashTree>();
    reopen();
}

void TestTrash::reopen()
{
    m_trash.reset();
    auto trash = Trash::open(m_tree->journal());
    VERIFY_RESULT(trash);
    m_trash = std::move(*trash);
}

void TestTrash::aVictimGoesAndComesBackAsItWas()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("sub/go.jpg", "same");
    fs::permissions(go, fs::perms(0640));
    fs::last_write_time(go, fs::last_write_time(go) - std::chrono::hours(1000));
    const FileStamp before = *statFile(go);
    const std::vector tasks{keepFirst({keep, go})};
    const TrashOutcome preview = m_trash->check(tasks, {}, CheckDepth::Contents);
    QCOMPARE(preview.moved, std::uint64_t{1});
    QCOMPARE(countEntries(m_tree->data()), std::size_t{0});
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QVERIFY2(!outcome.files[0].error,
             outcome.files[0].error ? outcome.files[0].error->text().c_str() : "");
    QCOMPARE(outcome.moved, std::uint64_t{1});
    QVERIFY(!fs::exists(go));
    QCOMPARE(readText(m_tree->trashed() / "go.jpg"), std::string("same"));
    QVERIFY(readText(m_tree->infos() / "go.jpg.trashinfo")
                .starts_with("[Trash Info]\nPath=" + go.native() + "\nDeletionDate="));
    fs::remove(go.parent_path());
    reopen();
    QCOMPARE(lastBatch(*m_trash), std::optional(outcome.batch));
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY2(!back->files[0].error,
             back->files[0].error ? back->files[0].error->text().c_str() : "");
    const FileStamp after = *statFile(go);
    QVERIFY(after.identity == before.identity && after.modifiedNs == before.modifiedNs);
    QCOMPARE(readText(go), std::string("same"));
    QVERIFY(fs::status(go).permissions() == fs::perms(0640));
    QCOMPARE(countEntries(m_tree->trashed()) + countEntries(m_tree->infos()), std::size_t{0});
    QVERIFY(!lastBatch(*m_trash));
    QVERIFY(m_trash->history().front().undone());
}

void TestTrash::theLastCopyStays()
{
    const fs::path a = m_tree->write("a.jpg", "same");
    const fs::path b = m_tree->write("b.jpg", "same");
    const std::vector tasks{keepFirst({a, b}), keepFirst({b, a})};
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{0});
    QVERIFY(fs::exists(a) && fs::exists(b));
}

void TestTrash::aLinkTakesThePlaceAndGoesAgain()
{
    const fs::path a = m_tree->write("a.jpg", "same");
    const fs::path b = m_tree->write("b.jpg", "same");
    const FileStamp before = *statFile(b);
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({a, b}, true)}, {});
    QVERIFY2(!outcome.files[0].error,
             outcome.files[0].error ? outcome.files[0].error->text().c_str() : "");
    QVERIFY(outcome.files[0].linked);
    QVERIFY(statFile(a)->identity == statFile(b)->identity);
    reopen();
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY2(!back->files[0].error,
             back->files[0].error ? back->files[0].error->text().c_str() : "");
    QVERIFY(statFile(b)->identity == before.identity);
    QVERIFY(statFile(a)->identity != before.identity);
    QCOMPARE(countEntries(m_tree->trashed()) + countEntries(m_tree->infos()), std::size_t{0});
}

// The kept file was deleted after the link was made: the link is all that is left of it.
void TestTrash::aLinkThatIsTheLastNameOfItsContentStays()
{
    const fs::path a = m_tree->write("a.jpg", "same");
    const fs::path b = m_tree->write("b.jpg", "same");
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({a, b}, true)}, {});
    QCOMPARE(outcome.moved, std::uint64_t{1});
    fs::remove(a);
    writeText(b, "edited since"); // through the link
    VERIFY_RESULT(m_trash->undo(outcome.batch));
    QCOMPARE(readText(b), std::string("same"));
    QVERIFY(m_tree->allContents().contains("edited since"));
}

void TestTrash::aNewerFileAtTheOldPlaceStays_data()
{
    QTest::addColumn<bool>("link");
    QTest::addColumn<QString>("kind");
    for (const bool link : {false, true})
        for (const char* kind : {"a file", "a folder", "a symbolic link"})
            QTest::addRow("%s%s", kind, link ? " where a hard link was" : "") << link << kind;
}

void TestTrash::aNewerFileAtTheOldPlaceStays()
{
    QFETCH(bool, link);
    QFETCH(QString, kind);
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({keep, go}, link)}, {});
    QCOMPARE(outcome.moved, std::uint64_t{1});
    fs::remove(go);
    if (kind == "a file")
        writeText(go, "newer");
    else if (kind == "a folder")
        fs::create_directory(go);
    else
        fs::create_symlink(keep, go);
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY(back->files[0].error && back->files[0].error->code == ErrorCode::Conflict);
    QVERIFY(back->files[0].place == FilePlace::Trash);
    QCOMPARE(readText(outcome.files[0].inTrash), std::string("same"));
    if (kind == "a file")
        QCOMPARE(readText(go), std::string("newer"));
    else
        QVERIFY(fs::is_directory(go) || fs::is_symlink(go));
    // Out of the way, it works.
    fs::rename(go, m_tree->photos() / "aside");
    reopen();
    QCOMPARE(lastBatch(*m_trash), std::optional(outcome.batch));
    QCOMPARE(m_trash->undo(outcome.batch)->moved, std::uint64_t{1});
    QCOMPARE(readText(go), std::string("same"));
}

// Ten batches with a thousand files each, taken back one after the other after a restart, though
// names collide in the trash and folders are gone.
void TestTrash::thousandsComeBackStepByStep()
{
    constexpr int kBatches = 10;
    constexpr int kFiles = 1000;
    m_trash.reset();
    m_tree = std::make_unique<TrashTree>(true);
    HookedSystem system;
    auto trash = Trash::open(m_tree->journal(), &system);
    VERIFY_RESULT(trash);
    std::map<fs::path, FileStamp> before;
    const fs::path keep = m_tree->write("keep.jpg", "same");
    for (int batch = 0; batch < kBatches; ++batch) {
        std::vector<fs::path> paths{keep};
        for (int i = 0; i < kFiles; ++i) {
            const std::string folder = std::to_string(batch) + "/" + std::to_string(i % 50);
            paths.push_back(m_tree->write(folder + "/" + std::to_string(i / 50) + ".jpg", "same"));
            fs::permissions(paths.back(), fs::perms(0400 + i % 0377));
            fs::last_write_time(paths.back(),
                                fs::file_time_type(std::chrono::nanoseconds(i * 1'000'000'007LL)));
            before[paths.back()] = *statFile(paths.back());
        }
        const TrashOutcome outcome = (*trash)->run(std::vector{keepFirst(paths)}, {});
        QCOMPARE(outcome.moved, std::uint64_t{kFiles});
    }
    for (int batch = 0; batch < kBatches; ++batch)
        fs::remove_all(m_tree->photos() / std::to_string(batch));
    trash->reset();
    trash = Trash::open(m_tree->journal(), &system);
    VERIFY_RESULT(trash);
    const auto history = (*trash)->history();
    QCOMPARE(history.size(), std::size_t{kBatches});
    QVERIFY(history.front().id > history.back().id);
    QCOMPARE(history.front().files, std::uint64_t{kFiles});
    QCOMPARE(history.front().bytes, std::uint64_t{4 * kFiles});
    for (int step = 0; step < kBatches; ++step) {
        const auto batch = lastBatch(**trash);
        QVERIFY(batch);
        QCOMPARE((*trash)->undo(*batch)->moved, std::uint64_t{kFiles});
    }
    QVERIFY(!lastBatch(**trash));
    int index = 0;
    for (const auto& [path, stamp] : before) {
        const auto after = statFile(path);
        VERIFY_RESULT(after);
        QVERIFY(after->identity == stamp.identity && after->modifiedNs == stamp.modifiedNs);
        ++index;
    }
    QCOMPARE(index, kBatches * kFiles);
    QCOMPARE(countEntries(m_tree->trashed()) + countEntries(m_tree->infos()), std::size_t{0});
}

void TestTrash::addWaysToEmpty()
{
    QTest::addColumn<QString>("removed");
    QTest::addRow("the files") << "Trash/files/go.jpg";
    QTest::addRow("the folder of the files") << "Trash/files";
    QTest::addRow("the whole trash") << "Trash";
}

void TestTrash::whatIsNoLongerInTheTrashIsSaid_data()
{
    addWaysToEmpty();
}

void TestTrash::whatIsNoLongerInTheTrashIsSaid()
{
    QFETCH(QString, removed);
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    fs::remove_all(m_tree->data() / removed.toStdString());
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QCOMPARE(back->moved, std::uint64_t{0});
    QVERIFY(back->files[0].error && back->files[0].error->code == ErrorCode::NotFound);
    QVERIFY(back->files[0].place == FilePlace::Gone);
    reopen();
    QCOMPARE(m_trash->history().front().gone, std::uint64_t{1});
    QVERIFY(m_trash->history().front().undone());
    VERIFY_ERROR(m_trash->undo(4711), ErrorCode::NotFound);
}

void TestTrash::undoPassesOverATrashThatWasEmptied_data()
{
    addWaysToEmpty();
}

void TestTrash::undoPassesOverATrashThatWasEmptied()
{
    QFETCH(QString, removed);
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path older = m_tree->write("older.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const TrashOutcome first = m_trash->run(std::vector{keepFirst({keep, older})}, {});
    const fs::path spared = m_tree->data() / "spared";
    if (removed != "Trash/files/go.jpg") // where all is removed, the older file lies elsewhere
        fs::rename(first.files[0].inTrash, spared);
    const TrashOutcome second = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    fs::remove_all(m_tree->data() / removed.toStdString());
    if (fs::exists(spared)) {
        fs::create_directories(first.files[0].inTrash.parent_path());
        fs::rename(spared, first.files[0].inTrash);
    }
    const auto back = m_trash->undoLast();
    VERIFY_RESULT(back);
    QCOMPARE(back->moved, std::uint64_t{1});
    QCOMPARE(back->batch, first.batch);
    QCOMPARE(back->files.size(), std::size_t{2});
    QVERIFY(back->files[0].origin == go && back->files[0].place == FilePlace::Gone);
    QVERIFY(back->files[1].origin == older && fs::exists(older));
    VERIFY_ERROR(m_trash->undoLast(), ErrorCode::NotFound);
    reopen();
    VERIFY_ERROR(m_trash->undoLast(), ErrorCode::NotFound);
    QCOMPARE(m_trash->history().front().id, second.batch);

    // Whoever puts the file back into the trash can have it back by the batch's number.
    writeText(second.files[0].inTrash, "same");
    const auto named = m_trash->undo(second.batch);
    VERIFY_RESULT(named);
    QCOMPARE(named->moved, std::uint64_t{1});
    QCOMPARE(readText(go), std::string("same"));
}

void TestTrash::undoPassesOverWhatCannotComeBack()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path older = m_tree->write("older.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const TrashOutcome first = m_trash->run(std::vector{keepFirst({keep, older})}, {});
    const TrashOutcome second = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    writeText(go, "another");
    const auto back = m_trash->undoLast();
    VERIFY_RESULT(back);
    QCOMPARE(back->batch, first.batch);
    QVERIFY(fs::exists(older));
    QVERIFY(back->files[0].place == FilePlace::Trash);
    QVERIFY(back->files[0].error && back->files[0].error->code == ErrorCode::Conflict);
    const auto still = m_trash->undoLast(); // said each time, and never another's place taken
    VERIFY_RESULT(still);
    QCOMPARE(still->moved, std::uint64_t{0});
    QCOMPARE(still->batch, second.batch);
    QCOMPARE(readText(go), std::string("another"));
    fs::remove(go);
    VERIFY_RESULT(m_trash->undoLast());
    QCOMPARE(readText(go), std::string("same"));
}

// Where a drive is not connected, the folder of its mount point belongs to another device.
void TestTrash::aTrashThatIsAwayIsNotTakenForEmptied()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    HookedSystem system;
    m_trash.reset();
    auto trash = Trash::open(m_tree->journal(), &system);
    VERIFY_RESULT(trash);
    const TrashOutcome outcome = (*trash)->run(std::vector{keepFirst({keep, go})}, {});
    QCOMPARE(outcome.moved, std::uint64_t{1});
    const fs::path away = m_tree->data() / "away";
    fs::rename(m_tree->data() / "Trash", away);
    system.device = 0;
    const auto back = (*trash)->undoLast();
    VERIFY_RESULT(back);
    QVERIFY(back->files[0].place == FilePlace::Unknown && back->files[0].error);
    QVERIFY(!(*trash)->history().front().undone());
    system.device.reset();
    fs::rename(away, m_tree->data() / "Trash");
    VERIFY_RESULT((*trash)->undoLast());
    QCOMPARE(readText(go), std::string("same"));
}

void TestTrash::whoeverRestoredItByHandIsRight()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    fs::rename(outcome.files[0].inTrash, go);
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY(!back->files[0].error);
    QVERIFY(back->files[0].place == FilePlace::Origin);
    QVERIFY(m_trash->history().front().undone());
    QCOMPARE(countEntries(m_tree->infos()), std::size_t{0});
}

void TestTrash::timeAndModeComeBackWhateverTheTrashDid()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    fs::permissions(go, fs::perms(0604));
    const FileStamp before = *statFile(go);
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    fs::permissions(outcome.files[0].inTrash, fs::perms(0600));
    fs::last_write_time(outcome.files[0].inTrash, fs::file_time_type::clock::now());
    VERIFY_RESULT(m_trash->undo(outcome.batch));
    QCOMPARE(statFile(go)->modifiedNs, before.modifiedNs);
    QVERIFY(fs::status(go).permissions() == fs::perms(0604));
}

void TestTrash::aStopEndsBetweenTwoFiles()
{
    std::vector<fs::path> paths{m_tree->write("keep.jpg", "same")};
    for (int i = 0; i < 20; ++i)
        paths.push_back(m_tree->write(std::to_string(i) + ".jpg", "same"));
    std::stop_source source;
    HookedSystem system;
    int renames = 0;
    system.setHook([&](SystemCall call, const std::string&) -> std::error_code {
        if (call == SystemCall::Rename && ++renames == 5)
            source.request_stop();
        return {};
    });
    m_trash.reset();
    auto trash = Trash::open(m_tree->journal(), &system);
    VERIFY_RESULT(trash);
    const TrashOutcome outcome =
        (*trash)->run(std::vector{keepFirst(paths)}, {}, {}, source.get_token());
    QVERIFY(outcome.cancelled);
    QCOMPARE(outcome.files.size(), std::size_t{20});
    QCOMPARE(outcome.moved, std::uint64_t{5});
    for (std::size_t i = 5; i < 20; ++i) {
        QCOMPARE(outcome.files[i].error->code, ErrorCode::Cancelled);
        QVERIFY(fs::exists(outcome.files[i].origin));
    }
    QCOMPARE((*trash)->undo(outcome.batch)->moved, std::uint64_t{5});
}

void TestTrash::aLinkToAnotherContentIsRefused()
{
    const fs::path large = m_tree->write("large.jpg", "large");
    const fs::path small = m_tree->write("small.jpg", "small, the same photo");
    const TrashOutcome link = m_trash->run(std::vector{keepFirst({large, small}, true)}, {});
    QCOMPARE(link.moved, std::uint64_t{0});
    // To the trash it may go: the two need not be identical for that.
    QCOMPARE(m_trash->run(std::vector{keepFirst({large, small})}, {}).moved, std::uint64_t{1});
}

void TestTrash::aSurvivorInTheTrashIsNone()
{
    const fs::path a = m_tree->write("a.jpg", "same");
    const fs::path b = m_tree->write("b.jpg", "same");
    const TrashOutcome first = m_trash->run(std::vector{keepFirst({a, b})}, {});
    const fs::path trashed = first.files[0].inTrash;
    QCOMPARE(m_trash->run(std::vector{keepFirst({trashed, a})}, {}).moved, std::uint64_t{0});
    QCOMPARE(m_trash->run(std::vector{keepFirst({a, trashed})}, {}).moved, std::uint64_t{0});
    QVERIFY(fs::exists(a) && fs::exists(trashed));
}

void TestTrash::companionsGoAfterTheirPhotosAndComeBack()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("sub/go.jpg", "same");
    const fs::path sidecar = m_tree->write("sub/go.xmp", "what is written about it");
    std::vector tasks{keepFirst({keep, go})};
    tasks[0].companions = {expectedFile(sidecar)};
    tasks[0].companions[0].content = {}; // the catalog has not read it
    const TrashOutcome preview = m_trash->check(tasks, {}, CheckDepth::Stamps);
    QCOMPARE(preview.moved, std::uint64_t{2});
    QVERIFY(fs::exists(go) && fs::exists(sidecar));
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{2});
    QVERIFY(!outcome.files[0].isCompanion && outcome.files[1].isCompanion);
    QVERIFY(!fs::exists(go) && !fs::exists(sidecar));
    reopen();
    QCOMPARE(m_trash->undo(outcome.batch)->moved, std::uint64_t{2});
    QCOMPARE(readText(sidecar), std::string("what is written about it"));
    QCOMPARE(readText(go), std::string("same"));
}

void TestTrash::companionsStayWhereTheirPhotoStays()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const fs::path changed = m_tree->write("changed.jpg", "same");
    const fs::path sidecar = m_tree->write("changed.xmp", "about it");
    std::vector tasks{keepFirst({keep, go, changed})};
    tasks[0].companions = {expectedFile(sidecar)};
    writeText(changed, "other");
    for (const bool isReal : {false, true}) {
        const TrashOutcome outcome =
            isReal ? m_trash->run(tasks, {}) : m_trash->check(tasks, {}, CheckDepth::Stamps);
        QCOMPARE(outcome.moved, std::uint64_t{1});
        QVERIFY(outcome.files[2].isCompanion);
        QCOMPARE(outcome.files[2].error->code, ErrorCode::Conflict);
    }
    QVERIFY(fs::exists(changed) && fs::exists(sidecar));
}

void TestTrash::aCompanionThatChangedStays()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const fs::path sidecar = m_tree->write("go.xmp", "about it");
    std::vector tasks{keepFirst({keep, go})};
    tasks[0].companions = {expectedFile(sidecar)};
    writeText(sidecar, "written meanwhile");
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{1});
    QCOMPARE(outcome.files[1].error->code, ErrorCode::Changed);
    QCOMPARE(readText(sidecar), std::string("written meanwhile"));
}

void TestTrash::progressCountsEveryFile()
{
    const std::vector tasks{
        keepFirst({m_tree->write("keep.jpg", "same"), m_tree->write("1.jpg", "same"),
                   m_tree->write("2.jpg", "same")})};
    fs::remove(m_tree->photos() / "1.jpg");
    Progress last;
    const TrashOutcome outcome =
        m_trash->run(tasks, {}, [&last](const Progress& progress) { last = progress; });
    QCOMPARE(last.total, std::uint64_t{2});
    QCOMPARE(last.done, std::uint64_t{2});
    QCOMPARE(last.failed, std::uint64_t{1});
    QVERIFY(last.stage == Stage::Finished);
    QVERIFY(outcome.files[0].place == FilePlace::Unknown && outcome.files[0].error);
    QVERIFY(outcome.files[1].place == FilePlace::Trash);
}

QTEST_GUILESS_MAIN(TestTrash)
#include "tst_trash.moc"
