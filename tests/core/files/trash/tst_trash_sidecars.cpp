// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/trash/hooked_system.h"
#include "tests/core/files/trash/killed_trash.h"
#include "tests/core/files/trash/trash_tree.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* kNew = "<new sidecar/>";
constexpr const char* kOld = "<old/>";

struct Scene {
    explicit Scene(bool withOlder, int victims = 1)
        : tree(true)
        , keep(tree.write("keep.jpg", "same"))
        , sidecar(tree.photos() / "keep.jpg.xmp")
    {
        if (withOlder)
            tree.write("keep.jpg.xmp", kOld);
        auto wanted = std::make_shared<SidecarWrite>();
        wanted->keeper = keep;
        wanted->path = sidecar;
        wanted->text = kNew;
        if (withOlder)
            wanted->replaces = expectedFile(sidecar);
        for (int i = 0; i < victims; ++i) {
            gone.push_back(tree.write("go" + std::to_string(i) + ".jpg", "same"));
            tasks.push_back(keepFirst({keep, gone.back()}));
            tasks.back().sidecar = wanted;
        }
    }
    [[nodiscard]] std::set<std::string> names() const
    {
        std::set<std::string> all;
        for (const auto& entry : fs::directory_iterator(tree.photos()))
            all.insert(entry.path().filename().string());
        return all;
    }

    TrashTree tree;
    fs::path keep;
    fs::path sidecar;
    std::vector<fs::path> gone;
    std::vector<TrashTask> tasks;
};

std::string textOf(const std::optional<Error>& error)
{
    return error ? error->text() : std::string();
}

} // namespace

// If this fails, what a photo carried goes with it, or a sidecar stays, goes or is overwritten
// against the user's will.
class TestTrashSidecars : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSidecarIsWrittenAndTakenBack_data();
    void aSidecarIsWrittenAndTakenBack();
    void itIsReadableAsThePhotoIs();
    void whatChangedSinceStays();
    void itStaysWhereAPhotoDoesNotComeBack();
    void theNewerStaysWhereTheOlderIsNoMore();
    void whereItCannotBeWrittenThePhotosStay_data();
    void whereItCannotBeWrittenThePhotosStay();
    void aNameThatIsTakenMeanwhileIsNotOverwritten();
    void anOlderOneThatChangedSinceIsNotReplaced();
    void whatNoPhotoNeedsIsTakenBackAtOnce();
    void aProtectedSidecarIsNotReplaced();
    void aCheckChangesNothing();
    void onlySidecarsOfThePhotoAreWritten();
    void aKillAtEveryCallIsSettled_data();
    void aKillAtEveryCallIsSettled();
    void errorsLeaveAllOrNothing();
    void theJournalKeepsWhatAnUndoNeeds();

private:
    HookedSystem m_system; ///< the real one, without waiting for the disk
};

void TestTrashSidecars::aSidecarIsWrittenAndTakenBack_data()
{
    QTest::addColumn<bool>("withOlder");
    QTest::addRow("new") << false;
    QTest::addRow("in an older one's place") << true;
}

void TestTrashSidecars::aSidecarIsWrittenAndTakenBack()
{
    QFETCH(bool, withOlder);
    Scene scene(withOlder, 3);
    const auto before = TrashTree::contents(scene.tree.photos());
    const auto stamp = statFile(scene.sidecar);
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    VERIFY_RESULT(trash);
    const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{3});
    QCOMPARE(outcome.sidecars.size(), std::size_t{1});
    QVERIFY2(!outcome.sidecars[0].error, textOf(outcome.sidecars[0].error).c_str());
    QVERIFY(outcome.sidecars[0].isThere);
    QCOMPARE(outcome.sidecars[0].replaces, withOlder);
    QCOMPARE(readText(scene.sidecar), std::string(kNew));
    QCOMPARE(scene.names(), (std::set<std::string>{"keep.jpg", "keep.jpg.xmp"}));
    QCOMPARE(TrashTree::contents(scene.tree.trashed()).contains(kOld), withOlder);

    const auto back = (*trash)->undo(outcome.batch);
    VERIFY_RESULT(back);
    QCOMPARE(back->moved, std::uint64_t{3});
    QCOMPARE(back->sidecars.size(), std::size_t{1});
    QVERIFY2(!back->sidecars[0].error, textOf(back->sidecars[0].error).c_str());
    QVERIFY(!back->sidecars[0].isThere);
    QCOMPARE(TrashTree::contents(scene.tree.photos()), before);
    QVERIFY(countEntries(scene.tree.trashed()) == 0 && countEntries(scene.tree.infos()) == 0);
    if (withOlder)
        QVERIFY(statFile(scene.sidecar)->modifiedNs == stamp->modifiedNs);
    QVERIFY(!lastBatch(**trash));
}

void TestTrashSidecars::itIsReadableAsThePhotoIs()
{
    for (const auto& [photo, sidecar] :
         {std::pair(0644, 0644), {0755, 0644}, {0600, 0600}, {0444, 0644}}) {
        Scene scene(false);
        fs::permissions(scene.keep, fs::perms(photo));
        scene.tasks[0].survivors[0] = expectedFile(scene.keep);
        auto trash = Trash::open(scene.tree.journal(), &m_system);
        QCOMPARE((*trash)->run(scene.tasks, {}).moved, std::uint64_t{1});
        QVERIFY(fs::status(scene.sidecar).permissions() == fs::perms(sidecar));
    }
}

void TestTrashSidecars::whatChangedSinceStays()
{
    const std::string ofOneSize = "<old sidecar/>";
    QCOMPARE(ofOneSize.size(), std::string(kNew).size());
    for (const auto& [withOlder, edited] : {std::pair(false, std::string("<edited since/>")),
                                            {true, "<edited since/>"},
                                            {false, ofOneSize},
                                            {true, ofOneSize}}) {
        Scene scene(withOlder);
        auto trash = Trash::open(scene.tree.journal(), &m_system);
        const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
        QCOMPARE(outcome.moved, std::uint64_t{1});
        writeText(scene.sidecar, edited);
        const auto back = (*trash)->undo(outcome.batch);
        VERIFY_RESULT(back);
        QCOMPARE(back->moved, std::uint64_t{1}); // the photo is back
        QVERIFY(back->sidecars[0].isThere);
        QVERIFY(back->sidecars[0].error->code == ErrorCode::Changed);
        QCOMPARE(readText(scene.sidecar), edited);
        QCOMPARE(scene.names(), (std::set<std::string>{"go0.jpg", "keep.jpg", "keep.jpg.xmp"}));
        // The older one can be had from the trash.
        QCOMPARE(TrashTree::contents(scene.tree.trashed()).contains(kOld), withOlder);
        trash->reset();
        QVERIFY(Trash::open(scene.tree.journal(), &m_system).has_value());
        QCOMPARE(readText(scene.sidecar), edited);
    }
}

void TestTrashSidecars::itStaysWhereAPhotoDoesNotComeBack()
{
    Scene scene(true, 2);
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{2});
    fs::remove(outcome.files[0].inTrash);
    const auto back = (*trash)->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY(back->sidecars[0].isThere && back->sidecars[0].error);
    QCOMPARE(readText(scene.sidecar), std::string(kNew));
    trash->reset();
    auto again = Trash::open(scene.tree.journal(), &m_system);
    QCOMPARE(readText(scene.sidecar), std::string(kNew));
}

void TestTrashSidecars::theNewerStaysWhereTheOlderIsNoMore()
{
    Scene scene(true);
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
    fs::remove(scene.tree.trashed() / "keep.jpg.xmp");
    const auto back = (*trash)->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY(fs::exists(scene.gone[0]));
    QVERIFY(back->sidecars[0].error->code == ErrorCode::NotFound);
    QCOMPARE(readText(scene.sidecar), std::string(kNew));
}

void TestTrashSidecars::whereItCannotBeWrittenThePhotosStay_data()
{
    QTest::addColumn<bool>("withOlder");
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("error");
    for (const bool withOlder : {false, true})
        for (const auto& [name, call, error] :
             {std::tuple("a folder that cannot be written", SystemCall::CreateFile,
                         std::errc::permission_denied),
              {"a full disk", SystemCall::Write, std::errc::no_space_on_device},
              {"a disk that fails", SystemCall::Sync, std::errc::io_error},
              {"a rename that fails", SystemCall::Rename, std::errc::io_error}})
            QTest::addRow("%s, %s", name, withOlder ? "an older one" : "none before")
                << withOlder << static_cast<int>(call) << static_cast<int>(error);
}

void TestTrashSidecars::whereItCannotBeWrittenThePhotosStay()
{
    QFETCH(bool, withOlder);
    QFETCH(int, call);
    QFETCH(int, error);
    Scene scene(withOlder, 2);
    const auto before = TrashTree::contents(scene.tree.photos());
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    // Only what concerns the sidecar: from the draft's creation to its rename.
    bool isDraft = false;
    m_system.setHook([&](SystemCall kind, const std::string& name) -> std::error_code {
        const bool named = name.starts_with(".lookalike-");
        if (kind == SystemCall::CreateFile)
            isDraft = named;
        if (kind == SystemCall::OpenFolder || kind == SystemCall::RemoveName)
            isDraft = false;
        const bool meant = named || (isDraft && name.empty());
        return meant && kind == static_cast<SystemCall>(call)
                   ? std::make_error_code(static_cast<std::errc>(error))
                   : std::error_code();
    });
    const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
    m_system.setHook({});
    QCOMPARE(outcome.moved, std::uint64_t{0});
    QCOMPARE(outcome.batch, std::int64_t{0});
    for (const FileOutcome& file : outcome.files) {
        QVERIFY(file.error);
        QVERIFY2(file.error->message.english().starts_with("What it carries cannot be kept: "),
                 file.error->message.english().c_str());
    }
    QVERIFY(outcome.sidecars[0].error && !outcome.sidecars[0].isThere);
    QCOMPARE(TrashTree::contents(scene.tree.photos()), before);
    QCOMPARE(countEntries(scene.tree.trashed()), std::size_t{0});
    QVERIFY((*trash)->history().empty());
    // Nothing is in the way of the next try.
    for (TrashTask& task : scene.tasks) {
        auto wanted = std::make_shared<SidecarWrite>(*task.sidecar);
        if (withOlder)
            wanted->replaces = expectedFile(scene.sidecar);
        task.sidecar = wanted;
    }
    QCOMPARE((*trash)->run({scene.tasks.data(), 1}, {}).moved, std::uint64_t{1});
    QCOMPARE(readText(scene.sidecar), std::string(kNew));
}

void TestTrashSidecars::aNameThatIsTakenMeanwhileIsNotOverwritten()
{
    Scene scene(false);
    writeText(scene.sidecar, "<another program/>");
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
    QVERIFY(outcome.files[0].error->code == ErrorCode::Conflict);
    QCOMPARE(readText(scene.sidecar), std::string("<another program/>"));
    QCOMPARE(scene.names(), (std::set<std::string>{"go0.jpg", "keep.jpg", "keep.jpg.xmp"}));
}

void TestTrashSidecars::anOlderOneThatChangedSinceIsNotReplaced()
{
    Scene scene(true);
    writeText(scene.sidecar, "<edit>"); // of the same size
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
    QVERIFY(outcome.files[0].error->code == ErrorCode::Changed);
    QCOMPARE(readText(scene.sidecar), std::string("<edit>"));
    QVERIFY(fs::exists(scene.gone[0]));
}

void TestTrashSidecars::whatNoPhotoNeedsIsTakenBackAtOnce()
{
    for (const bool withOlder : {false, true}) {
        Scene scene(withOlder, 2);
        const auto before = TrashTree::contents(scene.tree.photos());
        auto trash = Trash::open(scene.tree.journal(), &m_system);
        m_system.setHook([&](SystemCall kind, const std::string& name) {
            return kind == SystemCall::Rename && name.starts_with("go")
                       ? std::make_error_code(std::errc::permission_denied)
                       : std::error_code();
        });
        const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
        m_system.setHook({});
        QCOMPARE(outcome.moved, std::uint64_t{0});
        QCOMPARE(outcome.batch, std::int64_t{0});
        QVERIFY(!outcome.sidecars[0].isThere);
        QCOMPARE(TrashTree::contents(scene.tree.photos()), before);
        QCOMPARE(countEntries(scene.tree.trashed()), std::size_t{0});
        // A photo that is known to stay has none written at all.
        writeText(scene.gone[0], "else");
        writeText(scene.gone[1], "else");
        const TrashOutcome none = (*trash)->run(scene.tasks, {});
        QVERIFY(none.sidecars.empty());
        QCOMPARE(none.moved, std::uint64_t{0});
    }
}

void TestTrashSidecars::aProtectedSidecarIsNotReplaced()
{
    for (const bool withOlder : {false, true}) {
        Scene scene(withOlder);
        const fs::path go = scene.tree.root() / "go.jpg";
        fs::rename(scene.gone[0], go);
        scene.tasks[0].victims[0] = expectedFile(go);
        const std::vector protectedFolders{scene.tree.photos()};
        auto trash = Trash::open(scene.tree.journal(), &m_system);
        const TrashOutcome looked =
            (*trash)->check(scene.tasks, protectedFolders, CheckDepth::Stamps);
        const TrashOutcome outcome = (*trash)->run(scene.tasks, protectedFolders);
        QCOMPARE(looked.moved, outcome.moved);
        // A new file takes nothing away from the folder.
        QCOMPARE(outcome.moved, withOlder ? std::uint64_t{0} : std::uint64_t{1});
        QCOMPARE(readText(scene.sidecar), std::string(withOlder ? kOld : kNew));
        if (withOlder)
            QVERIFY(outcome.files[0].error->code == ErrorCode::PermissionDenied);
    }
}

void TestTrashSidecars::aCheckChangesNothing()
{
    Scene scene(true, 2);
    const auto before = scene.tree.allContents();
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    const TrashOutcome outcome = (*trash)->check(scene.tasks, {}, CheckDepth::Contents);
    QCOMPARE(outcome.moved, std::uint64_t{2});
    QCOMPARE(outcome.sidecars.size(), std::size_t{1});
    QVERIFY(!outcome.sidecars[0].error && !outcome.sidecars[0].isThere);
    QCOMPARE(scene.tree.allContents(), before);
}

void TestTrashSidecars::onlySidecarsOfThePhotoAreWritten()
{
    for (const char* name : {"keep.jpg.txt", "below/keep.xmp", "../keep.xmp", "xmp"}) {
        Scene scene(false);
        fs::create_directories(scene.tree.photos() / "below");
        auto wanted = std::make_shared<SidecarWrite>(*scene.tasks[0].sidecar);
        wanted->path = scene.tree.photos() / name;
        scene.tasks[0].sidecar = wanted;
        auto trash = Trash::open(scene.tree.journal(), &m_system);
        const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
        QVERIFY2(outcome.files[0].error->code == ErrorCode::InvalidArgument, name);
        QVERIFY(!fs::exists(wanted->path));
    }
}

void TestTrashSidecars::aKillAtEveryCallIsSettled_data()
{
    QTest::addColumn<bool>("withOlder");
    QTest::addColumn<bool>("undo");
    for (const bool withOlder : {false, true})
        for (const bool undo : {false, true})
            QTest::addRow("%s, %s", undo ? "undo" : "run", withOlder ? "an older one" : "none")
                << withOlder << undo;
}

void TestTrashSidecars::aKillAtEveryCallIsSettled()
{
    QFETCH(bool, withOlder);
    QFETCH(bool, undo);
    bool ended = false;
    int step = 0;
    std::set<bool> ends;
    for (; !ended && step < 2000; ++step) {
        Scene scene(withOlder, 2);
        const auto before = TrashTree::contents(scene.tree.photos());
        std::int64_t batch = 0;
        if (undo) {
            auto trash = Trash::open(scene.tree.journal(), &m_system);
            batch = (*trash)->run(scene.tasks, {}).batch;
            QVERIFY(batch != 0);
        }
        const int status = statusOfKilledTrash(scene.tree.journal(), scene.tasks, batch, step);
        QVERIFY(status != -1);
        ended = WIFEXITED(status);
        QVERIFY(!ended || WEXITSTATUS(status) == 0);
        const std::string where = "killed at call " + std::to_string(step);

        auto trash = Trash::open(scene.tree.journal(), &m_system);
        VERIFY_RESULT(trash);
        const bool anyGone = !fs::exists(scene.gone[0]) || !fs::exists(scene.gone[1]);
        ends.insert(anyGone);
        // Nothing changed, or what the photos carried is there.
        if (anyGone)
            QVERIFY2(readText(scene.sidecar) == kNew, where.c_str());
        else
            QVERIFY2(TrashTree::contents(scene.tree.photos()) == before, where.c_str());
        for (const std::string& name : scene.names())
            QVERIFY2(!name.starts_with(".lookalike"), where.c_str());
        QCOMPARE(lastBatch(**trash).has_value(), anyGone);
        if (anyGone) {
            const auto back = (*trash)->undoLast();
            VERIFY_RESULT(back);
            QVERIFY2(!back->sidecars.at(0).error, textOf(back->sidecars[0].error).c_str());
        }
        QVERIFY2(TrashTree::contents(scene.tree.photos()) == before, where.c_str());
        QVERIFY(countEntries(scene.tree.trashed()) == 0 && countEntries(scene.tree.infos()) == 0);
    }
    QVERIFY(ended);
    QVERIFY(step > 40);
    QCOMPARE(ends.size(), std::size_t{2});
}

// Where one call in 150 fails no photo goes without its sidecar, and all comes back in the end.
void TestTrashSidecars::errorsLeaveAllOrNothing()
{
    std::mt19937 random(11);
    int moved = 0, refused = 0;
    for (int run = 0; run < 600; ++run) {
        Scene scene(run % 2 == 0, 2);
        const auto before = TrashTree::contents(scene.tree.photos());
        auto trash = Trash::open(scene.tree.journal(), &m_system);
        VERIFY_RESULT(trash);
        const auto fire = [&random](SystemCall, const std::string&) {
            return random() % 150 == 0 ? std::make_error_code(std::errc::io_error)
                                       : std::error_code();
        };
        m_system.setHook(fire);
        const TrashOutcome outcome = (*trash)->run(scene.tasks, {});
        m_system.setHook({});
        for (const fs::path& gone : scene.gone) {
            if (!fs::exists(gone))
                QCOMPARE(readText(scene.sidecar), std::string(kNew));
            (fs::exists(gone) ? refused : moved) += 1;
        }
        if (outcome.batch != 0) {
            m_system.setHook(fire);
            static_cast<void>((*trash)->undo(outcome.batch));
            m_system.setHook({});
        }
        trash->reset();
        trash = Trash::open(scene.tree.journal(), &m_system);
        while (lastBatch(**trash)) {
            const auto back = (*trash)->undoLast();
            VERIFY_RESULT(back);
            QVERIFY(back->moved > 0);
        }
        trash->reset();
        trash = Trash::open(scene.tree.journal(), &m_system); // what undo could not finish
        QVERIFY2(TrashTree::contents(scene.tree.photos()) == before, std::to_string(run).c_str());
        QCOMPARE(countEntries(scene.tree.trashed()), std::size_t{0});
    }
    QVERIFY2(moved > 100 && refused > 100, std::to_string(moved).c_str());
}

void TestTrashSidecars::theJournalKeepsWhatAnUndoNeeds()
{
    Scene scene(true);
    {
        auto trash = Trash::open(scene.tree.journal(), &m_system);
        QCOMPARE((*trash)->run(scene.tasks, {}).moved, std::uint64_t{1});
    }
    // Large enough to be rewritten.
    std::string journal = readText(scene.tree.journal());
    journal += std::string(3 << 20, 'x') + "\n";
    writeText(scene.tree.journal(), journal);
    auto trash = Trash::open(scene.tree.journal(), &m_system);
    VERIFY_RESULT(trash);
    QVERIFY(fs::file_size(scene.tree.journal()) < 10'000);
    const auto back = (*trash)->undoLast();
    VERIFY_RESULT(back);
    QVERIFY(!back->sidecars.at(0).error);
    QCOMPARE(readText(scene.sidecar), std::string(kOld));
}

QTEST_GUILESS_MAIN(TestTrashSidecars)
#include "tst_trash_sidecars.moc"
