// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/trash/hooked_system.h"
#include "tests/core/files/trash/killed_trash.h"
#include "tests/core/files/trash/trash_tree.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr std::array kErrors{std::errc::permission_denied,
                             std::errc::read_only_file_system,
                             std::errc::io_error,
                             std::errc::no_space_on_device,
                             std::errc::device_or_resource_busy,
                             std::errc::no_such_file_or_directory,
                             std::errc::cross_device_link};

const char* messageOf(const FileOutcome& file)
{
    static std::string text;
    text = file.error ? file.error->text() : std::string();
    return text.c_str();
}

// Where stat() says that the file with this identity is.
FilePlace placeOf(const FileIdentity& identity, const fs::path& origin, const fs::path& inTrash)
{
    const auto is = [&identity](const fs::path& path) {
        const auto stamp = statFile(path);
        return stamp && stamp->identity == identity;
    };
    if (is(origin))
        return FilePlace::Origin;
    return !inTrash.empty() && is(inTrash) ? FilePlace::Trash : FilePlace::Unknown;
}

// Every trash file has its info and the other way round.
bool isTidy(const TrashTree& tree)
{
    return countEntries(tree.trashed()) == countEntries(tree.infos());
}

} // namespace

// If this fails, an error or a crash in the middle loses a photo, or the report tells a tale.
class TestTrashFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theReportSaysWhatStatSays();
    void noHandleIsLeftOpen();
    void aKillAtEveryCallLeavesEachFileInOnePlace_data();
    void aKillAtEveryCallLeavesEachFileInOnePlace();
    void killsAtAnyTimeLoseNothing();
    void aCrashInTheRecoveryIsRecoveredFrom();

private:
    HookedSystem m_system; ///< the real one, without waiting for the disk
};

// 10,000 files under 5 % of failing calls.
void TestTrashFaults::theReportSaysWhatStatSays()
{
    std::mt19937 random(20'251);
    HookedSystem& system = m_system;
    const auto injectErrors = [&random](SystemCall kind, const std::string&) -> std::error_code {
        if (random() % 20 != 0)
            return {};
        const std::errc error = kErrors[random() % kErrors.size()];
        // That something is not there is a fact, not a failure.
        if ((kind == SystemCall::Look || kind == SystemCall::OpenFolder) &&
            error == std::errc::no_such_file_or_directory)
            return std::make_error_code(std::errc::io_error);
        return std::make_error_code(error);
    };
    constexpr int kRuns = 250;
    constexpr int kFiles = 40;
    int checked = 0, moved = 0, unknown = 0, failed = 0;
    for (int run = 0; run < kRuns; ++run) {
        TrashTree tree(true);
        const bool link = run % 4 == 0;
        std::vector<TrashTask> tasks;
        for (int i = 0; i < kFiles; ++i) {
            const std::string name = std::to_string(i);
            tasks.push_back(
                keepFirst({tree.write("keep" + name, name), tree.write("go" + name, name)}, link));
        }
        std::vector<FileIdentity> identities;
        for (const TrashTask& task : tasks)
            identities.push_back(task.victims[0].stamp.identity);
        const auto before = tree.allContents();
        auto trash = Trash::open(tree.journal(), &system);
        VERIFY_RESULT(trash);
        system.setHook(injectErrors);
        const TrashOutcome outcome = (*trash)->run(tasks, {});
        system.setHook({});
        QCOMPARE(outcome.files.size(), tasks.size());
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const FileOutcome& file = outcome.files[i];
            const FilePlace place = placeOf(identities[i], file.origin, file.inTrash);
            QVERIFY2(file.place == place || file.place == FilePlace::Unknown, messageOf(file));
            QVERIFY2(file.place == FilePlace::Trash || file.error,
                     "a file stayed without a reason");
            unknown += file.place == FilePlace::Unknown ? 1 : 0;
            moved += file.place == FilePlace::Trash ? 1 : 0;
            ++checked;
        }
        QVERIFY(tree.allContents().size() == before.size());
        // Back again, under the same fire, until nothing is left.
        if (outcome.batch != 0) {
            system.setHook(injectErrors);
            const auto back = (*trash)->undo(outcome.batch);
            system.setHook({});
            VERIFY_RESULT(back);
            for (const FileOutcome& file : back->files) {
                const auto index =
                    static_cast<std::size_t>(std::stoi(file.origin.filename().string().substr(2)));
                const FilePlace place = placeOf(identities[index], file.origin, file.inTrash);
                QVERIFY2(file.place == place || file.place == FilePlace::Unknown, messageOf(file));
                failed += file.place == FilePlace::Origin ? 0 : 1;
            }
        }
        trash->reset();
        trash = Trash::open(tree.journal(), &system);
        VERIFY_RESULT(trash);
        if (outcome.batch != 0) {
            const auto back = (*trash)->undo(outcome.batch);
            if (back)
                for (const FileOutcome& file : back->files)
                    QVERIFY2(file.place == FilePlace::Origin, messageOf(file));
        }
        QCOMPARE(tree.allContents(), before);
        QVERIFY(isTidy(tree));
    }
    QCOMPARE(checked, 10'000);
    QVERIFY2(moved > 300 && moved < 9'500, std::to_string(moved).c_str());
    QVERIFY(failed > 0);
    QVERIFY2(unknown < 100, std::to_string(unknown).c_str());
}

void TestTrashFaults::noHandleIsLeftOpen()
{
    std::mt19937 random(7);
    HookedSystem system;
    TrashTree tree(true);
    std::vector<TrashTask> tasks;
    for (const char* name : {"1", "2", "3", "4"})
        tasks.push_back(keepFirst({tree.write(std::string("keep") + name, name),
                                   tree.write(std::string("go") + name, name)}));
    {
        auto trash = Trash::open(tree.journal(), &system);
        VERIFY_RESULT(trash);
        const std::int64_t atRest = system.open;
        for (int i = 0; i < 200; ++i) {
            system.setHook([&random](SystemCall, const std::string&) {
                return random() % 30 == 0 ? std::make_error_code(std::errc::io_error)
                                          : std::error_code();
            });
            const TrashOutcome outcome = (*trash)->run(tasks, {});
            system.setHook({});
            if (outcome.batch != 0)
                static_cast<void>((*trash)->undo(outcome.batch));
            QCOMPARE(system.open, atRest);
        }
    }
    QCOMPARE(system.open, std::int64_t{0});
}

void TestTrashFaults::aKillAtEveryCallLeavesEachFileInOnePlace_data()
{
    QTest::addColumn<bool>("link");
    QTest::addColumn<bool>("undo");
    QTest::addRow("while trashing") << false << false;
    QTest::addRow("while replacing by a link") << true << false;
    QTest::addRow("while undoing") << false << true;
    QTest::addRow("while undoing a link") << true << true;
}

void TestTrashFaults::aKillAtEveryCallLeavesEachFileInOnePlace()
{
    QFETCH(bool, link);
    QFETCH(bool, undo);
    bool ended = false;
    int step = 0;
    for (; !ended && step < 1000; ++step) {
        TrashTree tree(true);
        const fs::path keep = tree.write("keep.jpg", "same");
        const fs::path go = tree.write("go.jpg", "same");
        const FileIdentity identity = statFile(go)->identity;
        const std::vector tasks{keepFirst({keep, go}, link)};
        std::int64_t batch = 0;
        if (undo) {
            auto trash = Trash::open(tree.journal(), &m_system);
            VERIFY_RESULT(trash);
            batch = (*trash)->run(tasks, {}).batch;
            QVERIFY(batch != 0);
        }
        const int status = statusOfKilledTrash(tree.journal(), tasks, batch, step);
        QVERIFY(status != -1);
        ended = WIFEXITED(status);
        QVERIFY(!ended || WEXITSTATUS(status) == 0);

        auto trash = Trash::open(tree.journal(), &m_system);
        VERIFY_RESULT(trash);
        const fs::path inTrash = tree.trashed() / "go.jpg";
        const bool atOrigin = placeOf(identity, go, {}) == FilePlace::Origin;
        const bool trashed = placeOf(identity, inTrash, {}) == FilePlace::Origin;
        QVERIFY2(atOrigin != trashed, std::to_string(step).c_str());
        QCOMPARE(fs::exists(inTrash), trashed);
        QVERIFY2(isTidy(tree), std::to_string(step).c_str());
        // The journal knows which, and the way back is open.
        const auto last = lastBatch(**trash);
        QCOMPARE(last.has_value(), trashed);
        if (trashed) {
            const auto back = (*trash)->undo(*last);
            VERIFY_RESULT(back);
            QVERIFY2(back->moved == 1, messageOf(back->files.at(0)));
        }
        QVERIFY(statFile(go)->identity == identity);
        QCOMPARE(statFile(keep)->size, std::uint64_t{4});
        QCOMPARE(tree.allContents(), (std::map<std::string, int>{{"same", 2}}));
        QCOMPARE(countEntries(tree.infos()), std::size_t{0});
    }
    QVERIFY(ended);
    QVERIFY(step > 10); // there was something to interrupt
}

// 200 kills at random times while many files go, each run taking up where the last was killed.
void TestTrashFaults::killsAtAnyTimeLoseNothing()
{
    std::mt19937 random(99);
    constexpr int kKills = 200;
    constexpr int kFiles = 500;
    TrashTree tree(true);
    std::vector<fs::path> files{tree.write("keep.jpg", "same")};
    std::set<FileIdentity> victims;
    for (int i = 0; i < kFiles; ++i) {
        files.push_back(tree.write("go" + std::to_string(i) + ".jpg", "same"));
        victims.insert(statFile(files.back())->identity);
    }
    int killed = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        const pid_t child = ::fork();
        if (child == 0) {
            HookedSystem system;
            auto trash = Trash::open(tree.journal(), &system);
            std::vector<fs::path> left;
            for (const fs::path& file : files)
                if (fs::exists(file))
                    left.push_back(file);
            int calls = static_cast<int>(random() % 700);
            for (int i = 0; i < kill; ++i)
                calls = static_cast<int>(random() % 700);
            system.setHook([&calls](SystemCall, const std::string&) {
                if (calls-- == 0)
                    ::kill(::getpid(), SIGKILL);
                return std::error_code();
            });
            const TrashOutcome outcome = (*trash)->run(std::vector{keepFirst(left)}, {});
            static_cast<void>((*trash)->undo(outcome.batch));
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        killed += WIFSIGNALED(status) ? 1 : 0;
        QCOMPARE(tree.allContents(), (std::map<std::string, int>{{"same", kFiles + 1}}));
    }
    QVERIFY2(killed > kKills / 2, std::to_string(killed).c_str());
    auto trash = Trash::open(tree.journal(), &m_system);
    VERIFY_RESULT(trash);
    QVERIFY(isTidy(tree));
    // The journal explains every file that is in the trash, and brings back all.
    std::uint64_t known = 0;
    for (const TrashBatch& batch : (*trash)->history())
        known += batch.inTrash;
    QCOMPARE(known, std::uint64_t{countEntries(tree.trashed())});
    while (const auto batch = lastBatch(**trash)) {
        const auto back = (*trash)->undo(*batch);
        VERIFY_RESULT(back);
        for (const FileOutcome& file : back->files)
            QVERIFY2(!file.error, messageOf(file));
    }
    QCOMPARE(countEntries(tree.trashed()), std::size_t{0});
    QCOMPARE(countEntries(tree.photos()), std::size_t{kFiles + 1});
}

void TestTrashFaults::aCrashInTheRecoveryIsRecoveredFrom()
{
    for (int step = 0; step < 60; ++step) {
        TrashTree tree(true);
        const std::vector tasks{
            keepFirst({tree.write("keep.jpg", "same"), tree.write("go.jpg", "same")})};
        const auto interrupted = [&](SystemCall last, int skip) {
            const pid_t child = ::fork();
            if (child == 0) {
                HookedSystem system([&](SystemCall kind, const std::string&) {
                    if ((kind == last || last == SystemCall::Lock) && skip-- == 0)
                        ::kill(::getpid(), SIGKILL);
                    return std::error_code();
                });
                auto trash = Trash::open(tree.journal(), &system);
                if (trash)
                    static_cast<void>((*trash)->run(tasks, {}));
                ::_exit(0);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
        };
        interrupted(SystemCall::Rename, 0);  // an intent and an info, nothing moved
        interrupted(SystemCall::Lock, step); // any call of the recovery (or of what follows)
        auto trash = Trash::open(tree.journal(), &m_system);
        VERIFY_RESULT(trash);
        QVERIFY(isTidy(tree));
        QCOMPARE(tree.allContents(), (std::map<std::string, int>{{"same", 2}}));
    }
}

QTEST_GUILESS_MAIN(TestTrashFaults)
#include "tst_trash_faults.moc"
